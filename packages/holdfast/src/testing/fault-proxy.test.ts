// The broken network itself, tested against a server that answers what it hears.
import { once } from "node:events";
import { createConnection, createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFaultProxy, type FaultProxy } from "./fault-proxy.js";

const server = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.pipe(socket);
});
let proxy: FaultProxy;

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = await createFaultProxy((server.address() as AddressInfo).port);
});

afterEach(async () => {
  await proxy.close();
  server.close();
});

async function connect(): Promise<Socket> {
  const socket = createConnection({ port: proxy.port, host: "127.0.0.1" });
  await once(socket, "connect");
  return socket;
}

async function echo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = (await once(socket, "data")) as [Buffer];
  return answer.toString();
}

test("passes bytes on", async () => {
  expect(await echo(await connect(), "hello")).toBe("hello");
});

test("[F8] a reset is an error for the client, and the next connection works", async () => {
  const socket = await connect();
  await echo(socket, "hello");
  const failed = once(socket, "error");
  proxy.resetAll();
  expect(await failed).toMatchObject([{ code: "ECONNRESET" }]);
  expect(await echo(await connect(), "again")).toBe("again");
});

test("[F8] a cut closes what is open and refuses what comes, until restored", async () => {
  const socket = await connect();
  await echo(socket, "hello");
  const closed = once(socket, "close");
  await proxy.cut();
  await closed;
  await expect(connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await proxy.restore();
  expect(await echo(await connect(), "again")).toBe("again");
});

test("[F9] a black hole swallows silently, and gives back what it took when restored", async () => {
  const socket = await connect();
  await echo(socket, "hello");
  proxy.blackhole();
  const sent = proxy.untilSent("lost");
  const answer = once(socket, "data");
  socket.write("lost?");
  await sent;
  expect(proxy.connections).toBe(1);
  await proxy.restore();
  expect(String((await answer)[0])).toBe("lost?");
});

test("[F9] a delay holds back each way and keeps the order", async () => {
  const socket = await connect();
  await echo(socket, "hello");
  proxy.delay(30);
  const began = performance.now();
  expect(await echo(socket, "slow")).toBe("slow");
  expect(performance.now() - began).toBeGreaterThanOrEqual(55);
});

test("[F8] a test can break the network at the very chunk that carries a word", async () => {
  const socket = await connect();
  await echo(socket, "begin");
  const failed = once(socket, "error");
  const sent = proxy.untilSent("commit").then(() => proxy.blackhole());
  socket.write("COMMIT");
  await sent;
  proxy.resetAll();
  expect(await failed).toMatchObject([{ code: "ECONNRESET" }]);
});

test("puts itself into a connection string", () => {
  expect(proxy.url("postgres://me:secret@127.0.0.1:5432/holdfast")).toBe(`postgres://me:secret@127.0.0.1:${proxy.port}/holdfast`);
});
