// Who else looks at a group, in words.
import type { UserId, Viewer, ViewerId } from "@holdfast/contract";
import { expect, test } from "vitest";
import { viewerWords } from "./viewer-words.js";

const own = { userId: "ada" as UserId, device: "Chrome on Linux" };
const viewer = (device: string | null, userId = "ada", name: string | null = null): Viewer => ({
  viewerId: crypto.randomUUID() as ViewerId,
  userId: userId as UserId,
  name,
  device,
  since: "2026-01-01T00:00:00.000000Z",
});

test.each<[readonly Viewer[], string]>([
  [[], ""],
  [[viewer("Chrome on Linux")], "Also open in another tab"],
  [[viewer("Chrome on Linux"), viewer(null)], "Also open in 2 other tabs"],
  [[viewer("Firefox on Windows"), viewer("Chrome on Linux")], "Also open in Firefox on Windows and another tab"],
  [
    [viewer("Safari on iPhone", "ben", "ben@example.org"), viewer("Chrome on Linux")],
    "Also here: ben@example.org and another tab",
  ],
  [[viewer(null, "ben"), viewer("a", "ben")], "Also here: somebody else (2)"],
])("[RT-02] %j is told as %j", (others, words) => {
  expect(viewerWords(others, own)).toBe(words);
});
