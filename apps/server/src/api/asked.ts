// What is read of a request: a web-standard Request is one, and so is Node's own message without the detour of becoming a Request.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";

type AskedHeaders = Pick<Headers, "get" | "has">;

export interface Asked {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: AskedHeaders;
  readonly body: ReadableStream<Uint8Array> | null;
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Addresses that are already in the one form that a URL would give them; any other takes the long way. */
const plainTarget = /^\/[\w/.~-]*(?:\?[\w/.~&=+:,-]*)?$/;
const dotSegment = /\/\.\.?(?:[/?]|$)/;

/** Whether the target of a request, path and query, has that form. */
export const isPlainTarget = (target: string): boolean => plainTarget.test(target) && !dotSegment.test(target);

const plainHost = /^[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?$/;

class NodeAsked implements Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: AskedHeaders;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, method: string, url: string) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.method = method;
    this.url = url;
    this.headers = new NodeHeaders(incoming);
  }

  get body(): ReadableStream<Uint8Array> {
    return Readable.toWeb(this.#incoming) as NodeStream<Uint8Array> as ReadableStream<Uint8Array>;
  }

  get signal(): AbortSignal {
    const leaving = new AbortController();
    this.#outgoing.once("close", () => this.#outgoing.writableFinished || leaving.abort());
    return leaving.signal;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    const incoming = this.#incoming;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => void chunks.push(chunk));
      incoming.on("end", () => resolve(wholeBuffer(chunks)));
      incoming.on("error", reject);
      incoming.on("close", () => reject(new Error("The caller went away.")));
    });
  }
}

class NodeHeaders implements AskedHeaders {
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
  }

  get(name: string): string | null {
    const value = this.#incoming.headers[name];
    return typeof value === "string" ? value : null;
  }

  has(name: string): boolean {
    return this.#incoming.headers[name] !== undefined;
  }
}

function wholeBuffer(chunks: readonly Buffer[]): ArrayBuffer {
  const whole = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength) as ArrayBuffer;
}

const sized: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);
const bare: ReadonlySet<string> = new Set(["GET", "DELETE"]);

/**
 * Node's message as it is, when it is an ordinary one: a plain host, and a body that is untouched and says how long it is.
 * Undefined otherwise: the long way knows all the rest. Of the target `isPlainTarget` must be true.
 */
export function askedOfNode(incoming: IncomingMessage, outgoing: ServerResponse): Asked | undefined {
  const { method = "", url = "", headers, httpVersionMajor } = incoming;
  const { host = "" } = headers;
  if (httpVersionMajor !== 1 || !plainHost.test(host)) return undefined;
  const length = headers["content-length"];
  const isWhole = sized.has(method)
    ? length !== undefined && !incoming.readableDidRead
    : bare.has(method) && length === undefined && headers["transfer-encoding"] === undefined;
  if (!isWhole) return undefined;
  const scheme = "encrypted" in incoming.socket ? "https" : "http";
  return new NodeAsked(incoming, outgoing, method, `${scheme}://${host}${url}`);
}
