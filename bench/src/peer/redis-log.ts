// Redis as a log that answers when the entry is on the disk: XADD with `appendfsync always`, one connection, everything pipelined.
import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { systemClock } from "holdfast";

export interface RedisLog {
  append(text: string): Promise<unknown>;
  /** How many entries the log has. */
  length(): Promise<number>;
  close(): Promise<void>;
}

export const redisMissing = "Redis is not measured: install redis-server (apt-get install redis-server).";

const startPatience = 5000;

/** A server of its own with its files in this folder, on a socket there; undefined when redis-server is not installed. */
export async function openRedisLog(folder: string): Promise<RedisLog | undefined> {
  const socketPath = join(folder, "redis.sock");
  const flags = ["--port", "0", "--unixsocket", socketPath, "--dir", folder, "--save", "", "--appendonly", "yes"];
  const server = spawn("redis-server", [...flags, "--appendfsync", "always"], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => void server.once("exit", () => resolve()).once("error", () => resolve()));
  // A measurement that fails leaves no server behind.
  process.once("exit", () => server.kill());
  const socket = await connected(socketPath, ended);
  if (socket === undefined) return undefined;
  const send = pipeline(socket);
  return {
    append: (text) => send(["XADD", "log", "*", "entry", text]),
    length: async () => Number(await send(["XLEN", "log"])),
    close: async () => {
      socket.destroy();
      server.kill();
      await ended;
    },
  };
}

/** Tries until the server listens, has ended, or patience has. */
async function connected(path: string, ended: Promise<void>): Promise<Socket | undefined> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  const until = performance.now() + startPatience;
  while (!isOver && performance.now() < until) {
    const socket = connect(path);
    const opened = await new Promise<boolean>((resolve) =>
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false)),
    );
    if (opened) return socket;
    await systemClock.pause(20);
  }
  return undefined;
}

/** Commands go out as they come, in one write for each turn of the loop; replies come back in the same order. */
function pipeline(socket: Socket): (command: readonly string[]) => Promise<string> {
  const waiting: ((reply: string) => void)[] = [];
  let unread = "";
  let unsent = "";
  socket.setEncoding("utf8").on("data", (part: string) => {
    unread += part;
    let at = 0;
    for (let reply = replyAt(unread, at); reply !== undefined; reply = replyAt(unread, at)) {
      at = reply.end;
      waiting.shift()?.(reply.text);
    }
    unread = unread.slice(at);
  });
  const flush = (): void => {
    socket.write(unsent);
    unsent = "";
  };
  return (command) =>
    new Promise((resolve) => {
      if (unsent === "") queueMicrotask(flush);
      unsent += `*${command.length}\r\n${command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join("")}`;
      waiting.push(resolve);
    });
}

/** A reply is `:7\r\n` or `$3\r\nabc\r\n`; of anything else the line is all there is. */
function replyAt(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const line = text.indexOf("\r\n", at);
  if (line < 0) return undefined;
  const head = text.slice(at + 1, line);
  if (text[at] !== "$") return { text: head, end: line + 2 };
  const end = line + 2 + Number(head) + 2;
  return end > text.length ? undefined : { text: text.slice(line + 2, end - 2), end };
}
