// Delivery to listeners: in order, to those of the user, whatever one of them does.
import type { Position, StreamEvent, UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { collectLog } from "../../testing/index.js";
import { EventHub } from "./event-hub.js";

const [ann, bob] = ["ann", "bob"] as UserId[] as [UserId, UserId];
const event = (position: number): StreamEvent => ({ type: "applied", position: position as Position });

it("[RT-01, L-32] a listener that throws is on its own: the others of the user hear everything, in order, and the log says so", () => {
  const log = collectLog();
  const hub = new EventHub(log);
  const heard: number[][] = [[], []];
  const note = (list: number[]) => (each: StreamEvent) => void list.push("position" in each ? each.position : 0);
  hub.add(ann, note(heard[0]!));
  hub.add(ann, () => {
    throw new Error("This listener may not see that.");
  });
  hub.add(ann, note(heard[1]!));
  for (const position of [1, 2, 3]) hub.publish(ann, event(position));
  expect(heard).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(3);
});

it("[SC-02] a listener hears of its own user alone, and of nothing after it ended", () => {
  const hub = new EventHub(collectLog());
  const heard: StreamEvent[] = [];
  const end = hub.add(ann, (each) => heard.push(each));
  hub.publish(bob, event(1));
  hub.publish(ann, event(2));
  end();
  hub.publish(ann, event(3));
  expect(heard).toEqual([event(2)]);
  expect([hub.has(ann), hub.has(bob)]).toEqual([false, false]);
});
