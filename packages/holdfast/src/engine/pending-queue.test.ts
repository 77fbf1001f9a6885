// What waits for the database is kept in order, by user, and forgotten only when it is settled.
import type { Position, UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { PendingQueue } from "./pending-queue.js";

const users = ["a", "b", "c"] as unknown as readonly [UserId, UserId, UserId];

function filled(): PendingQueue<UserId> {
  const queue = new PendingQueue<UserId>((body) => body);
  for (let position = 1; position <= 9; position += 1) {
    queue.push({ position: position as Position, body: users[position % 3] as UserId }, 0);
  }
  return queue;
}

const positions = (entries: readonly { readonly position: Position }[]): number[] => entries.map(({ position }) => position);

it("answers what waits, in order and by user", () => {
  const queue = filled();
  expect(queue.length).toBe(9);
  expect(positions(queue.ofUser(users[1]))).toEqual([1, 4, 7]);
  expect(positions(queue.peekWhile(({ position }) => position < 4))).toEqual([1, 2, 3]);
});

it("forgets what is settled", () => {
  const queue = filled();
  expect(positions(queue.settle(7 as Position))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(queue.hasUser(users[1])).toBe(false);
  expect(positions(queue.ofUser(users[2]))).toEqual([8]);
  expect(queue.first?.position).toBe(8);
});

it("[SY-01] knows since when the first waits, also after some were settled, put back or given up", () => {
  const queue = new PendingQueue<UserId>((body) => body);
  for (let position = 1; position <= 9; position += 1)
    queue.push({ position: position as Position, body: users[0] }, position * 10);
  const settled = queue.settle(7 as Position);
  expect(queue.waitingSince).toBe(80);
  queue.unsettle(settled, 95);
  expect([queue.length, queue.waitingSince]).toEqual([9, 95]);
  queue.settle(7 as Position);
  queue.discardAfter(8 as Position);
  expect([queue.length, queue.waitingSince]).toEqual([1, 80]);
  queue.settle(8 as Position);
  expect([queue.length, queue.waitingSince]).toEqual([0, undefined]);
});

it("gives up what was never durable and says whose it was", () => {
  const queue = filled();
  expect(queue.discardAfter(7 as Position)).toEqual([users[2], users[0]]);
  expect(queue.length).toBe(7);
  expect(positions(queue.ofUser(users[2]))).toEqual([2, 5]);
});
