// Long work ends between two batches at the first Ctrl-C, and leaves no listener behind.
import { once } from "node:events";
import { expect, it } from "vitest";
import { untilInterrupted } from "./until-interrupted.js";

it("[TK-08] tells work to stop at the first signal, and waits for it", async () => {
  const before = process.listenerCount("SIGINT");
  const work = untilInterrupted(async (signal) => {
    await once(signal, "abort");
    return "stopped";
  });
  process.emit("SIGINT");
  expect(process.listenerCount("SIGINT")).toBe(before);
  expect(await work).toBe("stopped");
});

it("[TK-08] leaves no listener behind when the work fails", async () => {
  const before = process.listenerCount("SIGTERM");
  await expect(untilInterrupted(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
