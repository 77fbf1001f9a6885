// A process of its own that reads many streams as cheaply as can be, so that what is measured is who writes them.
import { connect, type Socket } from "node:net";

/** How a stream is asked for, and what tells that it stands. */
export interface ReaderSetup {
  readonly kind: "open";
  readonly port: number;
  /** One request per stream, as bytes on the wire. */
  readonly requests: readonly string[];
  /** What arrives once the stream stands. */
  readonly standing: string;
  /** Sent when this arrives: for protocols that want an answer first. */
  readonly greeting?: { readonly on: string; readonly bytes: readonly number[] };
}

/** `count`: tell each time when so many more `[` have arrived in all. `trace`: note when each operation arrived, until `report`. */
export type ReaderOrder =
  | ReaderSetup
  | { readonly kind: "count"; readonly brackets: number }
  | { readonly kind: "trace" | "report" };

export type ReaderNews =
  | { readonly kind: "standing" | "tracing" }
  | { readonly kind: "counted"; readonly at: number }
  | { readonly kind: "arrivals"; readonly arrivals: readonly (readonly [operation: string, at: number])[] };

const bracket = "[".charCodeAt(0);
const operation = /"operationId":"([0-9a-f-]{36})"/g;
/** Comparable between processes of one machine. */
export const wallNow = (): number => performance.timeOrigin + performance.now();

class Readers {
  #sockets: readonly Socket[] = [];
  #left = Infinity;
  #each = Infinity;
  #arrivals: [string, number][] | undefined;

  obey(order: ReaderOrder): void {
    if (order.kind === "open") void this.#open(order);
    else if (order.kind === "count") [this.#left, this.#each] = [order.brackets, order.brackets];
    else if (order.kind === "trace") {
      this.#arrivals = [];
      tell({ kind: "tracing" });
    } else {
      tell({ kind: "arrivals", arrivals: this.#arrivals ?? [] });
      this.#arrivals = undefined;
    }
  }

  async #open(setup: ReaderSetup): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const sockets: Socket[] = [];
    // A few at a time: a backlog that overflows would cost seconds.
    for (let first = 0; first < setup.requests.length; first += 50)
      sockets.push(...(await Promise.all(setup.requests.slice(first, first + 50).map((request) => this.#stand(setup, request)))));
    this.#sockets = sockets;
    tell({ kind: "standing" });
  }

  #stand({ port, standing, greeting }: ReaderSetup, request: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(request));
      let seen = "";
      let isGreeted = greeting === undefined;
      const begin = (data: Buffer): void => {
        seen += data.toString("latin1");
        if (!isGreeted && greeting !== undefined && seen.includes(greeting.on)) {
          isGreeted = true;
          socket.write(Buffer.from(greeting.bytes));
        }
        if (!isGreeted || !seen.includes(standing)) return;
        socket.off("data", begin);
        socket.on("data", (more) => this.#read(more));
        resolve(socket);
      };
      socket.on("data", begin);
      socket.on("error", reject);
    });
  }

  #read(data: Buffer): void {
    if (this.#arrivals !== undefined) {
      const at = wallNow();
      for (const [, id] of data.toString("latin1").matchAll(operation)) this.#arrivals.push([id ?? "", at]);
      return;
    }
    for (let at = data.indexOf(bracket); at >= 0; at = data.indexOf(bracket, at + 1)) this.#left -= 1;
    if (this.#left > 0) return;
    this.#left += this.#each;
    tell({ kind: "counted", at: wallNow() });
  }
}

function tell(news: ReaderNews): void {
  process.send?.(news);
}

if (process.send !== undefined && process.env["HOLDFAST_BENCH_READERS"] === "1") {
  const readers = new Readers();
  process.on("message", (order) => readers.obey(order as ReaderOrder));
}
