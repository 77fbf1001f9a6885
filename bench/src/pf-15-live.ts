// PF-15: live updates: how late another browser hears of a change, and one change told to 1,000 open streams beside bare ws and socket.io.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Actor, RecordId } from "@holdfast/contract";
import { createServerApp, createServerLog, serveHttp } from "@holdfast/server";
import { type Holdfast, systemClock } from "holdfast";
import { Server as SocketServer } from "socket.io";
import { WebSocketServer } from "ws";
import { type Claim, limit, quantile } from "./claim.js";
import { type ReaderNews, type ReaderOrder, wallNow } from "./pf-15-readers.js";
import { sideBySide } from "./side-by-side.js";
import { onStage, perform, untilApplied } from "./stage.js";

const streams = 1000;
/** Changes that are told to all of them in one round, one after another. */
const changes = 40;
const users = 100;
const changesPerUser = 30;

export const live: Claim = {
  id: "PF-15",
  name: "live",
  purpose: `a change heard in another browser, ${users} users; one change told to ${streams} streams`,
  run: (bench) =>
    onStage(async (stage) => {
      const records = await stage.addRecords(changes);
      const holdfast = await stage.open();
      const server = await serveLive(holdfast);
      const readers = startReaders();
      try {
        const late = await lateness(server, readers, records);
        bench.add({
          id: "PF-15",
          case: `${users} users, p99`,
          unit: "ms",
          ours: [quantile(late, 0.99)],
          peer: limit(300),
          peerName: "limit",
          goal: "<1",
        });
        bench.add({
          id: "PF-15",
          case: `${users} users, p50`,
          unit: "ms",
          ours: [quantile(late, 0.5)],
          peer: limit(300),
          peerName: "limit",
          goal: "",
        });
        const peers = {
          ours: await oursToAll(server, readers, holdfast, records),
          ws: await wsToAll(readers),
          socketIo: await socketIoToAll(readers),
        };
        const { ours, ws, socketIo } = await sideBySide(bench, {
          ours: peers.ours.round,
          ws: peers.ws.round,
          socketIo: peers.socketIo.round,
        });
        const row = { id: "PF-15", case: `fan-out to ${streams} streams`, unit: "messages/s", ours };
        bench.add({ ...row, peer: ws, peerName: "ws", goal: "≥0.8" });
        bench.add({ ...row, peer: socketIo, peerName: "socket.io", goal: "≥1.1" });
        for (const peer of Object.values(peers)) await peer.close();
      } finally {
        readers.stop();
        await server.close();
        await holdfast.close();
      }
    }),
};

interface Readers {
  send(order: ReaderOrder): void;
  heard<Kind extends ReaderNews["kind"]>(kind: Kind): Promise<Extract<ReaderNews, { readonly kind: Kind }>>;
  stop(): void;
}

function startReaders(): Readers {
  const child: ChildProcess = fork(fileURLToPath(new URL("./pf-15-readers.ts", import.meta.url)), {
    env: { ...process.env, HOLDFAST_BENCH_READERS: "1" },
  });
  return {
    send: (order) => void child.send(order),
    async heard(kind) {
      for (;;) {
        const [news] = (await once(child, "message")) as [ReaderNews];
        if (news.kind === kind) return news as never;
      }
    },
    stop: () => void child.kill(),
  };
}

interface LiveServer {
  readonly port: number;
  readonly url: string;
  /** Registers somebody new and answers who it is and the request of their event stream. */
  join(): Promise<{ readonly actor: Actor; readonly token: string; readonly request: string }>;
  close(): Promise<void>;
}

async function serveLive(holdfast: Holdfast): Promise<LiveServer> {
  const log = createServerLog({ level: "silent" });
  const limits = { streamsPerUser: 2 * streams, streamBufferBytes: 4 * 1024 * 1024 };
  const app = createServerApp({ holdfast, log, version: "bench", rateLimits: false, limits });
  const running = await serveHttp({ app, log, port: 0 });
  const { port, url } = running;
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { "content-type": "application/json" };
    return (await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  return {
    port,
    url,
    async join() {
      const credentials = { email: `${systemClock.uuid()}@example.test`, password: "the pass phrase of somebody" };
      await post("/accounts", credentials);
      const { account, token } = (await post("/sessions", { ...credentials, transport: "bearer" })) as {
        readonly account: { readonly id: Actor["userId"] };
        readonly token: string;
      };
      const request = `GET /api/v1/events HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`;
      return { actor: { userId: account.id }, token, request };
    },
    close: () => running.close(1000),
  };
}

/** Milliseconds from the acknowledgement in one browser to the arrival in another of the same user; each user changes something every 100 ms. */
async function lateness(server: LiveServer, readers: Readers, records: readonly RecordId[]): Promise<readonly number[]> {
  const people = [];
  for (let count = 0; count < users; count += 1) people.push(await server.join());
  const standing = readers.heard("standing");
  readers.send({ kind: "open", port: server.port, requests: people.map(({ request }) => request), standing: "\nid: " });
  await standing;
  const tracing = readers.heard("tracing");
  readers.send({ kind: "trace" });
  await tracing;
  const acknowledged = new Map<string, number>();
  const change = async (token: string, index: number): Promise<void> => {
    const operationId = systemClock.uuid();
    const body = JSON.stringify({
      operationId,
      change: { kind: index % 2 === 0 ? "select" : "deselect", recordId: records[Math.floor(index / 2) % records.length] },
    });
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    await (await fetch(`${server.url}/api/v1/operations`, { method: "POST", headers, body })).arrayBuffer();
    acknowledged.set(operationId, wallNow());
  };
  await Promise.all(
    people.map(async ({ token }, place) => {
      await systemClock.pause(place);
      for (let index = 0; index < changesPerUser; index += 1) {
        await change(token, index);
        await systemClock.pause(100);
      }
    }),
  );
  const news = readers.heard("arrivals");
  readers.send({ kind: "report" });
  const { arrivals } = await news;
  const arrived = new Map(arrivals);
  return [...acknowledged].map(([id, at]) => Math.max(0, (arrived.get(id) ?? Infinity) - at));
}

interface FanOut {
  /** Messages per second that arrived, from the first being made to the last being read. */
  readonly round: () => Promise<number>;
  close(): Promise<void>;
}

/** A message of ours, as long as those of the stream. */
const message = JSON.stringify({
  type: "selection",
  position: 1234567,
  operationId: systemClock.uuid(),
  groupId: systemClock.uuid(),
  version: 123456,
  count: 1,
  added: [systemClock.uuid()],
  removed: [],
});

/** One change after another, each when all have read the one before. */
async function rate(
  readers: Readers,
  bracketsEach: number,
  publish: (index: number) => Promise<unknown> | void,
): Promise<number> {
  readers.send({ kind: "count", brackets: streams * bracketsEach });
  // The readers are told before the first message can reach them.
  await systemClock.pause(50);
  const began = wallNow();
  let ended = began;
  for (let index = 0; index < changes; index += 1) {
    const counted = readers.heard("counted");
    await publish(index);
    ended = (await counted).at;
  }
  return (changes * streams * 1000) / (ended - began);
}

async function stand(readers: Readers, order: Extract<ReaderOrder, { readonly kind: "open" }>): Promise<void> {
  const standing = readers.heard("standing");
  readers.send(order);
  await standing;
}

async function oursToAll(
  server: LiveServer,
  readers: Readers,
  holdfast: Holdfast,
  records: readonly RecordId[],
): Promise<FanOut> {
  const { actor, request } = await server.join();
  let round = 0;
  return {
    async round() {
      await stand(readers, {
        kind: "open",
        port: server.port,
        requests: Array.from({ length: streams }, () => request),
        standing: "\nid: ",
      });
      await untilApplied(holdfast);
      round += 1;
      const kind = round % 2 === 1 ? "select" : "deselect";
      return rate(readers, 2, (index) => perform(holdfast, actor, { kind, recordId: records[index] as RecordId }));
    },
    close: async () => undefined,
  };
}

const upgrade = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nhost: bench\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.from("holdfast-bench-1").toString("base64")}\r\n\r\n`;

async function wsToAll(readers: Readers): Promise<FanOut> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 2048 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const bytes = Buffer.from(message);
  return {
    async round() {
      await stand(readers, {
        kind: "open",
        port,
        requests: Array.from({ length: streams }, () => upgrade("/")),
        standing: "\r\n\r\n",
      });
      return rate(readers, 2, () => {
        for (const client of server.clients) client.send(bytes, { binary: false });
      });
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

async function socketIoToAll(readers: Readers): Promise<FanOut> {
  const http = createServer().listen(0, "127.0.0.1", 2048);
  await once(http, "listening");
  const server = new SocketServer(http, {
    transports: ["websocket"],
    perMessageDeflate: false,
    pingInterval: 3_600_000,
    pingTimeout: 3_600_000,
  });
  const { port } = http.address() as AddressInfo;
  const event: unknown = JSON.parse(message);
  // A masked text frame, "40": join the default namespace.
  const greeting = { on: '0{"sid"', bytes: [0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30] };
  const path = "/socket.io/?EIO=4&transport=websocket";
  return {
    async round() {
      await stand(readers, {
        kind: "open",
        port,
        requests: Array.from({ length: streams }, () => upgrade(path)),
        standing: '40{"sid"',
        greeting,
      });
      return rate(readers, 3, () => {
        server.emit("change", event);
      });
    },
    close: () => server.close(),
  };
}
