// Presence ends by itself: whoever says nothing for thirty seconds is taken to have left.
import type { GroupId, StreamEvent, UserId, ViewerId } from "@holdfast/contract";
import { createTestClock } from "holdfast/testing";
import { expect, test } from "vitest";
import { Presence } from "./presence.js";

const groupId = "00000000-0000-4000-8000-000000000001" as GroupId;
const userId = "00000000-0000-4000-8000-000000000002" as UserId;

function createRoom() {
  const clock = createTestClock();
  const told: string[][] = [];
  const publish = (_: UserId, event: StreamEvent): void =>
    void (event.type === "presence" && told.push(event.viewers.map(({ viewerId }) => viewerId)));
  const presence = new Presence(publish, clock);
  const look = (viewer: string) =>
    presence.look(groupId, { viewerId: viewer as ViewerId, userId, name: null, device: null }).map(({ viewerId }) => viewerId);
  return { clock, told, presence, look };
}

test("[RT-02] who says nothing for thirty seconds has left, and those who stay are told", async () => {
  const { clock, told, look, presence } = createRoom();
  look("phone");
  look("desk");
  expect(told).toEqual([["phone"], ["phone", "desk"]]);
  // The desk says that it is still there, as a page does three times within the thirty seconds.
  await clock.advance(29_000);
  expect(look("desk")).toEqual(["phone", "desk"]);
  await clock.advance(2000);
  expect(told.slice(2)).toEqual([["desk"]]);
  expect(look("desk")).toEqual(["desk"]);
  presence.stop();
});

test("[RT-02] when the last has left nothing is watched, until somebody looks again", async () => {
  const { clock, told, look, presence } = createRoom();
  look("phone");
  await clock.advance(31_000);
  expect(clock.pauses).toBe(0);
  expect(look("desk")).toEqual(["desk"]);
  expect(clock.pauses).toBe(1);
  await clock.advance(31_000);
  expect(clock.pauses).toBe(0);
  expect(look("phone")).toEqual(["phone"]);
  expect(told).toEqual([["phone"], ["desk"], ["phone"]]);
  presence.stop();
});

test("[RT-02] stopping forgets everybody and waits for nothing", async () => {
  const { clock, look, presence } = createRoom();
  look("phone");
  presence.stop();
  await clock.advance(1);
  expect(clock.pauses).toBe(0);
  // A request that was under way is answered all the same.
  expect(look("desk")).toEqual(["desk"]);
  expect(clock.pauses).toBe(0);
});
