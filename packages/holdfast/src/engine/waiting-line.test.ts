// Waiters are let go in the order of their positions.
import type { Position } from "@holdfast/contract";
import { expect, it } from "vitest";
import { WaitingLine } from "./waiting-line.js";

it("lets waiters go in the order of their positions, and those that come late at once", async () => {
  const line = new WaitingLine(0 as Position);
  const gone: number[] = [];
  const wait = (position: number) => line.wait(position as Position).then(() => gone.push(position));
  const all = [wait(3), wait(1), wait(2), wait(5)];
  line.advance(2 as Position);
  await Promise.all([all[1], all[2]]);
  expect(gone).toEqual([1, 2]);
  line.advance(4 as Position);
  await all[0];
  line.advance(3 as Position);
  expect(line.reached).toBe(4);
  await line.wait(4 as Position);
  line.advance(9 as Position);
  await all[3];
  expect(gone).toEqual([1, 2, 3, 5]);
});
