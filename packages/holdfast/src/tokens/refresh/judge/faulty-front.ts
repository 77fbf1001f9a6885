// Stands in front of an HTTP server and has the faults that providers have: on its way in, on its way out, or instead of an answer.
import { createServer, type IncomingMessage, request, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one call. */
export type Fault =
  /** Answered by the proxy; the server never hears of it. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The connection is cut before the server hears of it. */
  | { readonly kind: "cut" }
  /** The server acts, and its answer is lost. */
  | { readonly kind: "lose answer" }
  /** The call waits before the server hears of it, until it is released. */
  | { readonly kind: "hold call" }
  /** The server acts, and its answer waits until it is released. */
  | { readonly kind: "hold answer" };

export interface Hold {
  release(): void;
}

export interface FaultyFront {
  readonly port: number;
  /** Refreshes that arrived here, by their refresh token, and revocations that the server has answered well. */
  readonly refreshes: readonly string[];
  readonly revocations: readonly { readonly token: string; readonly hint: string | null }[];
  /** The access tokens that the server gave for refreshes. */
  readonly given: readonly { readonly access: string; readonly refresh: string }[];
  /** Faults for the next calls of a path, in order. */
  next(path: "/token" | "/token/revocation", ...faults: readonly Fault[]): void;
  /** The fault of every call of a path, until it is undefined. */
  always(path: "/token" | "/token/revocation", fault: Fault | undefined): void;
  /** Resolves when a call is held. */
  held(): Promise<Hold>;
  close(): Promise<void>;
}

interface State {
  readonly next: Map<string, Fault[]>;
  readonly always: Map<string, Fault>;
  readonly refreshes: string[];
  readonly revocations: { token: string; hint: string | null }[];
  readonly given: { access: string; refresh: string }[];
  readonly holds: Hold[];
  readonly waiting: ((hold: Hold) => void)[];
}

export async function openFaultyFront(): Promise<FaultyFront & { serve(listener: RequestListener): Promise<void> }> {
  const state: State = { next: new Map(), always: new Map(), refreshes: [], revocations: [], given: [], holds: [], waiting: [] };
  let inner: Server | undefined;
  const outer = createServer((incoming, response) => {
    void pass(state, portOf(inner), incoming, response).catch(() => response.destroy());
  });
  await listen(outer);
  return {
    port: portOf(outer),
    refreshes: state.refreshes,
    revocations: state.revocations,
    given: state.given,
    next: (path, ...faults) => void state.next.set(path, [...(state.next.get(path) ?? []), ...faults]),
    always: (path, fault) => {
      if (fault === undefined) state.always.delete(path);
      else state.always.set(path, fault);
    },
    held: () =>
      new Promise((resolve) => {
        const hold = state.holds.shift();
        if (hold === undefined) state.waiting.push(resolve);
        else resolve(hold);
      }),
    serve: async (listener) => {
      inner = createServer(listener);
      await listen(inner);
    },
    close: async () => {
      for (const server of [outer, inner]) {
        server?.closeAllConnections();
        await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
      }
    },
  };
}

async function pass(state: State, port: number, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(incoming);
  const path = (incoming.url ?? "").split("?")[0] ?? "";
  const form = new URLSearchParams(body);
  const isRefresh = path === "/token" && form.get("grant_type") === "refresh_token";
  if (isRefresh) state.refreshes.push(form.get("refresh_token") ?? "");
  const fault = state.next.get(path)?.shift() ?? state.always.get(path);
  if (fault?.kind === "cut") return void response.destroy();
  if (fault?.kind === "answer") {
    response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
    return void response.end(fault.body ?? "{}");
  }
  if (fault?.kind === "hold call") await hold(state);
  const answer = await forward(port, incoming, body);
  if (isRefresh && answer.status === 200) {
    const { access_token: access, refresh_token: refresh } = JSON.parse(answer.body) as Record<string, string>;
    state.given.push({ access: access ?? "", refresh: refresh ?? "" });
  }
  if (path === "/token/revocation" && answer.status === 200)
    state.revocations.push({ token: form.get("token") ?? "", hint: form.get("token_type_hint") });
  if (fault?.kind === "lose answer") return void response.destroy();
  if (fault?.kind === "hold answer") await hold(state);
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

function hold(state: State): Promise<void> {
  return new Promise((release) => {
    const waiting = state.waiting.shift();
    if (waiting === undefined) state.holds.push({ release });
    else waiting({ release });
  });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

function forward(port: number, { url, method, headers }: IncomingMessage, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path: url, method, headers, agent: false }, (answer) => {
      read(answer).then((text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }), reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function read(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}

function portOf(server: Server | undefined): number {
  return (server?.address() as AddressInfo | null)?.port ?? 0;
}
