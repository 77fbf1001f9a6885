// Runs the handler on a port with @hono/node-server, and stops it without cutting an answer (SY-06).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type ErrorCode, HoldfastError, toProblem } from "@holdfast/contract";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import type { ServerApp } from "./app.js";

export interface ServeOptions {
  readonly app: ServerApp;
  readonly log: Logger;
  /** Address to listen on; `127.0.0.1` when absent. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  /** Stops accepting, ends streams, waits for answers at most `deadline` milliseconds (default 10,000), then cuts what is left. */
  close(deadline?: number): Promise<void>;
}

const timeouts = { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };
const MAX_HEADER_BYTES = 16 * 1024;

type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The handler as a listener of node:http, for Express, Fastify and plain Node servers. */
export function nodeListener(app: ServerApp): NodeListener {
  const listen = getRequestListener(
    (request, { incoming, outgoing }) =>
      app.fetch(request, { incoming: incoming as IncomingMessage, direct: outgoing as ServerResponse }),
    { errorHandler: () => unreadable("invalid_request", "The request could not be read.") },
  );
  return (incoming, outgoing) => app.answerNode(incoming, outgoing) ?? listen(incoming, outgoing);
}

function unreadableProblem(code: ErrorCode, what: string): { readonly status: number; readonly text: string } {
  const error = new HoldfastError(code, { what, action: "Check the request line and the headers." });
  return { status: error.status, text: JSON.stringify(toProblem(error)) };
}

function unreadable(code: ErrorCode, what: string): Response {
  const { status, text } = unreadableProblem(code, what);
  return new Response(text, { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
}

/** Requests that Node's own parser refuses never reach the handler: they are answered on the bare socket. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const { status, text } = unreadableProblem(
    tooLarge ? "payload_too_large" : "invalid_request",
    tooLarge ? "The headers of the request are too large." : "The request could not be read.",
  );
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): HoldfastError {
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    EADDRINUSE: [`Port ${port} on ${host} is in use by another process.`, "Stop that process, or choose another port."],
    EACCES: [
      `This user may not listen on port ${port}.`,
      "Choose a port of 1024 or above, or grant the right to bind low ports.",
    ],
    EADDRNOTAVAIL: [`This machine has no address ${host}.`, "Choose an address of this machine, such as 127.0.0.1 or 0.0.0.0."],
    ENOTFOUND: [`The host name ${host} is not known.`, "Choose an address of this machine, such as 127.0.0.1 or 0.0.0.0."],
  };
  const [what, action] = reasons[error.code ?? ""] ?? [
    `The server cannot listen on ${host}:${port} (${error.code ?? error.message}).`,
    "Choose another host or port.",
  ];
  return new HoldfastError("configuration_invalid", { what, action, cause: error });
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => reject(listenFailure(error, host, port));
    server.once("error", refuse);
    server.listen({ host, port }, () => {
      server.off("error", refuse);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** Once closing has begun, each connection ends with the answer it is waiting for. */
async function closeServer(server: Server, app: ServerApp, deadline: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.prependListener("request", (_incoming: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.shouldKeepAlive = false;
  });
  app.stop();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), deadline);
  await closed;
  clearTimeout(timer);
}

/** Listens. Throws configuration_invalid when the port is taken, forbidden or not of this machine. */
export async function serveHttp({ app, log, host = "127.0.0.1", port }: ServeOptions): Promise<RunningServer> {
  const listener = nodeListener(app);
  const server = createServer(
    { ...timeouts, maxHeaderSize: MAX_HEADER_BYTES },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => refuseUnreadable(error, socket));
  const address = await listen(server, host, port);
  server.on("error", (error) => log.error({ error: error.message }, "the listening socket failed"));
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  let closing: Promise<void> | undefined;
  return {
    port: address.port,
    url: `http://${shown}:${address.port}`,
    close: (deadline = 10_000) => (closing ??= closeServer(server, app, deadline)),
  };
}
