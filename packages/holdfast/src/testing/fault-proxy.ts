// A network that breaks on command: a TCP proxy between a client and a real server (faults F8 and F9).
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export interface FaultProxy {
  /** Connect here, at 127.0.0.1, instead of to the target. */
  readonly port: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** A connection string, with the proxy in place of its host and port. */
  url(target: string): string;
  /** Closes every connection and refuses new ones, until `restore`. */
  cut(): Promise<void>;
  /** Passes everything on again, at once; what a black hole held back is delivered. */
  restore(): Promise<void>;
  /** Holds every chunk back for so many milliseconds, in each direction. */
  delay(milliseconds: number): void;
  /** Takes bytes and connections and passes nothing on: a cable pulled, a half-open connection. */
  blackhole(): void;
  /** Sends a reset on every open connection; new ones work. */
  resetAll(): void;
  /** Resolves when the client has sent bytes in which the text occurs, such as `commit`; they are not passed on before. */
  untilSent(text: string): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly target: Socket;
}

interface Watch {
  readonly text: string;
  readonly found: () => void;
}

interface Weather {
  delay: number;
  swallow: boolean;
}

/** Listens on a free port of 127.0.0.1 and passes everything on to the target, until told otherwise. */
export async function createFaultProxy(targetPort: number, targetHost = "127.0.0.1"): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  const watches = new Set<Watch>();
  const weather: Weather = { delay: 0, swallow: false };
  const held = new Set<() => void>();
  const server = createServer({ noDelay: true }, (client) => {
    const target = createConnection({ port: targetPort, host: targetHost, noDelay: true });
    const pair = { client, target };
    pairs.add(pair);
    const forget = (): void => void pairs.delete(pair);
    client.once("close", forget);
    relay(client, target, weather, held, (chunk) => notice(watches, chunk));
    relay(target, client, weather, held);
  });
  const port = await listen(server, 0);
  const release = (): void => {
    const actions = [...held];
    held.clear();
    for (const action of actions) action();
  };
  const destroyAll = (): void => {
    for (const { client, target } of pairs) {
      client.destroy();
      target.destroy();
    }
  };
  const cut = async (): Promise<void> => {
    const closed = server.listening ? new Promise<void>((resolve) => void server.close(() => resolve())) : undefined;
    destroyAll();
    held.clear();
    await closed;
  };
  return {
    port,
    get connections() {
      return pairs.size;
    },
    url: (target) => {
      const url = new URL(target);
      url.host = `127.0.0.1:${port}`;
      return url.href;
    },
    cut,
    restore: async () => {
      weather.delay = 0;
      weather.swallow = false;
      release();
      if (!server.listening) await listen(server, port);
    },
    delay: (milliseconds) => {
      weather.delay = milliseconds;
    },
    blackhole: () => {
      weather.swallow = true;
    },
    resetAll: () => {
      for (const { client, target } of pairs) {
        client.resetAndDestroy();
        target.resetAndDestroy();
      }
    },
    untilSent: (text) =>
      new Promise((resolve) => {
        const found = (): void => {
          watches.delete(watch);
          resolve();
        };
        const watch = { text: text.toLowerCase(), found };
        watches.add(watch);
      }),
    close: cut,
  };
}

function notice(watches: ReadonlySet<Watch>, chunk: Buffer): void {
  if (watches.size === 0) return;
  const text = chunk.toString("latin1").toLowerCase();
  for (const watch of [...watches]) if (text.includes(watch.text)) watch.found();
}

/** Passes chunks on in order, each when the weather at its arrival allows. */
function relay(from: Socket, to: Socket, weather: Weather, held: Set<() => void>, seen?: (chunk: Buffer) => void): void {
  let before = Promise.resolve();
  const inOrder = (action: () => void): void => {
    const wait = weather.swallow
      ? new Promise<void>((resolve) => void held.add(resolve))
      : new Promise<void>((resolve) => void (weather.delay === 0 ? resolve() : setTimeout(resolve, weather.delay)));
    before = Promise.all([before, wait]).then(() => {
      if (!to.destroyed) action();
    });
  };
  from.on("data", (chunk: Buffer) => {
    seen?.(chunk);
    // After the watchers: a test may have changed the weather because of this very chunk.
    queueMicrotask(() => queueMicrotask(() => inOrder(() => void to.write(chunk))));
  });
  from.once("end", () => setImmediate(() => inOrder(() => void to.end())));
  // The other side learns of a loss as a loss.
  from.once("error", () => void to.destroy());
  from.once("close", () => setImmediate(() => inOrder(() => void to.destroy())));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
