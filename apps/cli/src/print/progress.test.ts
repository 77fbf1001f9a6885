// Progress is a bar for people at a terminal, a line now and then in a log, and nothing for programs.
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createTestClock } from "holdfast/testing";
import { expect, it } from "vitest";
import { createProgress } from "./progress.js";

async function shown(isTTY: boolean, isQuiet: boolean, total: number | undefined): Promise<string> {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const said = text(stream);
  const clock = createTestClock();
  const progress = createProgress({ stream, isQuiet, clock, label: "Loading", total });
  for (let done = 0; done < 1000; done += 100) {
    progress.update(done);
    await clock.advance(1000);
  }
  progress.update(1000);
  progress.finish();
  progress.finish();
  stream.end();
  return said;
}

it("[DX-06] draws a bar over itself on a terminal", async () => {
  const said = await shown(true, false, 1000);
  expect(said.split("\r\u001b[K").at(-1)).toBe("Loading ████████████████████████ 1,000 of 1,000 (100 %)\n");
  expect(said.split("\n")).toHaveLength(2);
});

it("[DX-06] writes a line every few seconds elsewhere", async () => {
  const lines = (await shown(false, false, 1000)).trimEnd().split("\n");
  expect(lines).toEqual([
    "Loading: 300 of 1,000 (30 %)",
    "Loading: 600 of 1,000 (60 %)",
    "Loading: 900 of 1,000 (90 %)",
    "Loading: 1,000 of 1,000 (100 %)",
  ]);
});

it("[DX-06] counts when the total is not known, and says nothing to programs", async () => {
  expect((await shown(false, false, undefined)).trimEnd().split("\n").at(-1)).toBe("Loading: 1,000");
  expect(await shown(true, true, 1000)).toBe("");
});
