// One user's turns never overlap.
import type { UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { UserTurns } from "./user-turns.js";

const user = "a" as unknown as UserId;

it("runs a user's turns one after another, also after one that failed, and forgets them when all have ended", async () => {
  const turns = new UserTurns();
  const seen: string[] = [];
  const gate: { open?: () => void } = {};
  const first = turns.alone(user, async () => {
    await new Promise<void>((resolve) => (gate.open = resolve));
    seen.push("first");
    throw new Error("refused");
  });
  const second = turns.alone(user, async () => void seen.push("second"));
  const other = turns.alone("b" as unknown as UserId, async () => void seen.push("other"));
  await other;
  expect(turns.whenFree(user)).toBeDefined();
  gate.open?.();
  await expect(first).rejects.toThrow("refused");
  await second;
  expect(seen).toEqual(["other", "first", "second"]);
  await turns.whenFree(user);
  expect(turns.whenFree(user)).toBeUndefined();
});
