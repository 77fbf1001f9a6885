// The stack follows operations in order and keeps a bounded number of gestures.
import type { OperationId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { UndoStack } from "./undo-stack.js";

const id = (number: number): OperationId => `operation ${number}` as OperationId;

it("[SE-09] keeps the last hundred gestures, and gives them back newest first", () => {
  const stack = new UndoStack();
  for (let number = 1; number <= 130; number += 1)
    stack.record({ operation: id(number), kind: "select", changed: true, target: undefined });
  expect(stack.of("undo")).toHaveLength(100);
  expect(stack.find("undo", undefined)?.gesture).toBe(id(130));
  expect(stack.find("undo", id(30))).toBeUndefined();
});

it("[SE-09] an undo of any gesture moves that one; a redo moves it back, done by the redo", () => {
  const stack = new UndoStack();
  for (const number of [1, 2, 3]) stack.record({ operation: id(number), kind: "select", changed: true, target: undefined });
  stack.record({ operation: id(4), kind: "undo", changed: true, target: id(2) });
  expect(stack.of("undo").map(({ gesture }) => gesture)).toEqual([id(1), id(3)]);
  expect(stack.of("redo")).toEqual([{ gesture: id(2), kind: "select", by: id(4) }]);
  stack.record({ operation: id(5), kind: "redo", changed: true, target: id(2) });
  expect(stack.find("undo", undefined)).toEqual({ gesture: id(2), kind: "select", by: id(5) });
});

it("[SE-09] what could not be undone at all is offered no more", () => {
  const stack = new UndoStack();
  stack.record({ operation: id(1), kind: "select", changed: true, target: undefined });
  stack.record({ operation: id(2), kind: "undo", changed: false, target: id(1) });
  expect([stack.of("undo"), stack.of("redo")]).toEqual([[], []]);
});
