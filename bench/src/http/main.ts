// A server under measurement, as a process of its own: what one of them does slows no other down.
import { type Asked, firstOrder, type ServerOrder } from "./order.js";
import { startOurs, type StartedServer } from "./ours.js";
import { startBare, startRedis, startSql } from "./peers.js";

function start(order: ServerOrder): Promise<StartedServer> {
  switch (order.kind) {
    case "ours":
      return startOurs(order);
    case "bare":
      return startBare(order);
    case "sql":
      return startSql(order);
    case "redis":
      return startRedis(order);
  }
}

const server = await start(await firstOrder<ServerOrder>());
process.on("message", (asked: Asked) => {
  const done = asked === "stop" ? server.stop() : server.settle();
  void done.then(() => {
    process.send?.("done");
    if (asked === "stop") process.disconnect();
  });
});
process.send?.(server.started);
