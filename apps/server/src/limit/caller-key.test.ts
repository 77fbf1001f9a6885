// Whose limit a request uses up.
import type { UserId } from "@holdfast/contract";
import { describe, expect, it } from "vitest";
import { accountKey, callerKey } from "./caller-key.js";

describe("callerKey", () => {
  it("[LI-01] is the user's, from wherever they come", () => {
    const userId = "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0001" as UserId;
    expect(callerKey(userId, "192.0.2.1")).toBe(callerKey(userId, "198.51.100.7"));
  });

  it("[LI-01] is the network's for nobody in particular", () => {
    expect(callerKey(undefined, "192.0.2.1")).not.toBe(callerKey(undefined, "192.0.2.2"));
    expect(callerKey(undefined, "2001:db8:0:1::1")).toBe(callerKey(undefined, "2001:0db8::1:ffff:ffff:ffff:ffff"));
    expect(callerKey(undefined, "2001:db8:0:1::1")).not.toBe(callerKey(undefined, "2001:db8:0:2::1"));
    expect(callerKey(undefined, undefined)).toBe("address:unknown");
  });
});

describe("accountKey", () => {
  it("[SC-06] is one for all spellings of an address, and does not show it", () => {
    expect(accountKey(" Ada@Example.org")).toBe(accountKey("ada@example.org"));
    expect(accountKey("ada@example.org")).not.toContain("ada");
  });
});
