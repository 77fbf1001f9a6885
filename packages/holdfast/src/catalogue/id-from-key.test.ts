// The ids of keys are those that every other implementation of version 5 makes.
import { expect, test } from "vitest";
import { idFromKey } from "./id-from-key.js";

test("follows RFC 9562", () => {
  const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  expect(idFromKey("www.example.com", dns)).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

test("is the same each time, and another for another key or namespace", () => {
  expect(idFromKey("UK_ukpga_2015_9")).toBe(idFromKey("UK_ukpga_2015_9"));
  expect(idFromKey("UK_ukpga_2015_9")).not.toBe(idFromKey("UK_ukpga_2015_90"));
  expect(idFromKey("a", "00000000-0000-0000-0000-000000000001")).not.toBe(idFromKey("a", "00000000-0000-0000-0000-000000000002"));
});
