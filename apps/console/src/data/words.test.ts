// Moments, states and devices in words.
import { expect, test } from "vitest";
import { deviceName, isPhone } from "./device-name.js";
import { recordHistoryWords } from "./record-words.js";
import { laterText, timeInWords } from "./time-words.js";
import { connectionStatus } from "./token-status.js";

const now = Date.parse("2026-03-01T12:00:00Z");
const at = (text: string): string => timeInWords(text, now);

test("[UI-05] moments are said in their largest fitting unit", () => {
  expect([
    at("2026-03-01T12:00:00Z"),
    at("2026-03-01T12:00:30Z"),
    at("2026-03-01T11:20:00Z"),
    at("2026-03-01T15:00:00Z"),
  ]).toEqual(["just now", "in less than a minute", "40 minutes ago", "in 3 hours"]);
  expect([at("2026-02-28T11:00:00Z"), at("2026-03-20T12:00:00Z"), at("2024-12-01T12:00:00Z")]).toEqual([
    "yesterday",
    "in 2 weeks",
    "last year",
  ]);
});

test("[UI-05] a connection is told apart as active, expiring, expired, to reconnect or revoked", () => {
  const status = (
    given: "active" | "expired" | "revoked" | "reconnect_required",
    expiresAt: string | null,
    hasRefreshToken = false,
  ) => connectionStatus({ status: given, expiresAt, hasRefreshToken }, now);
  expect([
    status("active", null),
    status("active", "2026-03-01T13:30:00Z"),
    status("active", "2026-03-01T12:30:00Z"),
    status("active", "2026-03-01T11:59:59Z"),
  ]).toEqual(["active", "active", "expiring", "expired"]);
  expect([status("active", "2026-03-01T12:30:00Z", true), status("active", "2026-03-01T12:01:00Z", true)]).toEqual([
    "active",
    "expiring",
  ]);
  expect([status("reconnect_required", null), status("revoked", "2026-04-01T00:00:00Z")]).toEqual([
    "reconnect_required",
    "revoked",
  ]);
});

test("[UI-05] devices have names that people know", () => {
  expect(deviceName("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36")).toBe(
    "Chrome on Linux",
  );
  expect(
    deviceName(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1",
    ),
  ).toBe("Safari on iPhone");
  expect([deviceName("curl/8.5.0"), deviceName(null), deviceName("holdfast-cli/0.1")]).toEqual([
    "curl",
    "Unknown device",
    "holdfast-cli/0.1",
  ]);
  expect([isPhone("Mozilla/5.0 (iPhone; …)"), isPhone(null)]).toEqual([true, false]);
});

test("[UI-02] [SE-14] what happened to a record is said in words, and how soon it was safe", () => {
  const words = (action: string, change: "added" | "removed" | "annotated", details = {}) =>
    recordHistoryWords({ action, change, details });
  expect([
    words("bulk_select", "added"),
    words("move", "removed"),
    words("annotate", "annotated", { state: "done", note: "seen" }),
    words("annotate", "annotated", { note: null }),
    words("undo", "added"),
  ]).toEqual(["Selected", "Moved out", "State “done” set", "Note taken off", "Selected by undo"]);
  expect([laterText(3.6), laterText(999), laterText(1240)]).toEqual(["after 4 ms", "after 999 ms", "after 1.2 s"]);
});
