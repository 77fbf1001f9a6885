// One conversation with a mail server (RFC 5321): a command, a reply, and TLS whose certificate is checked.
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** The server said no, or nothing in time. Holds no command: one of them is a password. */
export class SmtpFailure extends Error {
  override readonly name = "SmtpFailure";
  /** 4xx and network: worth another try. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean) {
    super(message);
    this.isPassing = isPassing;
  }
}

export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly implicitTls: boolean;
  /** Milliseconds of silence that end the conversation. */
  readonly timeout: number;
  /** More for TLS, such as the certificate of a private authority. */
  readonly tls?: ConnectionOptions | undefined;
}

const mostBytesKept = 64 * 1024;
const replyLine = /^(\d{3})([ -])(.*)$/;

export class SmtpConnection {
  readonly #settings: ConnectionSettings;
  #socket: Socket;
  #buffer = "";
  #lines: string[] = [];
  #waiting: { readonly resolve: (reply: Reply) => void; readonly reject: (error: SmtpFailure) => void } | undefined;
  #failure: SmtpFailure | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
    const { host, port, implicitTls } = settings;
    this.#socket = this.#listen(implicitTls ? connectTls(this.#tlsOptions({ host, port })) : connectPlain({ host, port }));
  }

  /** The reply to what was sent last, or the greeting. Throws SmtpFailure unless its code begins with one of these. */
  async reply(step: string, ...expected: readonly (2 | 3)[]): Promise<Reply> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      else {
        this.#waiting = { resolve, reject };
        this.#read();
      }
    });
    if (expected.some((digit) => Math.floor(reply.code / 100) === digit)) return reply;
    throw new SmtpFailure(
      `The mail server refused ${step}: ${reply.code} ${reply.lines.join(" ").slice(0, 300)}`,
      reply.code < 500,
    );
  }

  async command(line: string, step: string, ...expected: readonly (2 | 3)[]): Promise<Reply> {
    this.#socket.write(`${line}\r\n`);
    return this.reply(step, ...expected);
  }

  /** Goes on under TLS. Whatever the server said before in the clear does not count. */
  async upgrade(): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners();
    this.#buffer = "";
    const secure = connectTls(this.#tlsOptions({ socket: plain }));
    this.#socket = this.#listen(secure);
    await new Promise<void>((resolve, reject) => {
      secure.once("secureConnect", resolve);
      secure.once("error", (error) => reject(new SmtpFailure(`TLS with the mail server failed: ${error.message}`, true)));
    });
  }

  end(): void {
    this.#socket.end("QUIT\r\n");
    this.#socket.unref();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #tlsOptions(where: ConnectionOptions): ConnectionOptions {
    const { host, tls } = this.#settings;
    return { ...where, host, minVersion: "TLSv1.2", ...(isIP(host) === 0 ? { servername: host } : {}), ...tls };
  }

  #listen<S extends Socket>(socket: S): S {
    socket.setTimeout(this.#settings.timeout, () => this.#fail("The mail server did not answer in time."));
    socket.on("error", (error) => this.#fail(`The mail server cannot be reached: ${error.message}`));
    socket.on("close", () => this.#fail("The mail server hung up."));
    socket.on("data", (bytes: Buffer) => {
      this.#buffer += bytes.toString("utf8");
      if (this.#buffer.length > mostBytesKept) this.#fail("The mail server says too much.");
      this.#read();
    });
    return socket;
  }

  #read(): void {
    for (let end = this.#buffer.indexOf("\n"); end >= 0 && this.#waiting !== undefined; end = this.#buffer.indexOf("\n")) {
      const line = this.#buffer.slice(0, end).trimEnd();
      this.#buffer = this.#buffer.slice(end + 1);
      const [, code = "", mark, text = ""] = replyLine.exec(line) ?? [];
      if (code === "") return this.#fail("The mail server does not speak SMTP.");
      this.#lines.push(text);
      if (mark === "-") continue;
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      resolve({ code: Number(code), lines: this.#lines.splice(0) });
    }
  }

  #fail(sentence: string): void {
    this.#failure ??= new SmtpFailure(sentence, true);
    this.#socket.destroy();
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
  }
}
