// TK-27: whatever prints a secret shows the mask.
import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret.js";

const text = "correct horse battery staple";

const printings: readonly (readonly [string, (secret: Secret) => string])[] = [
  ["String()", (secret) => String(secret)],
  ["a template", (secret) => `${secret}`],
  ["joining", (secret) => "" + secret],
  ["an array in a string", (secret) => [secret, [secret]].join()],
  ["JSON", (secret) => JSON.stringify({ deep: [{ secret }], secret })],
  ["inspection", (secret) => inspect({ deep: { secret } }, { depth: 9, showHidden: true, getters: true })],
  ["inspection without custom printers", (secret) => inspect(secret, { customInspect: false, showHidden: true, depth: 9 })],
  ["console formats", (secret) => format("%s %o %O %j %d", secret, secret, secret, secret, secret)],
  ["an error's message", (secret) => new Error(`failed for ${secret}`).message],
  ["an error's cause", (secret) => inspect(new Error("failed", { cause: secret }))],
  ["an error's stack", (secret) => String(new Error(secret as unknown as string).stack)],
  ["its own properties", (secret) => inspect(Object.entries(Object.getOwnPropertyDescriptors(secret)))],
  ["a spread copy", (secret) => JSON.stringify({ ...secret })],
  ["a structured clone", (secret) => inspect(structuredClone({ secret }), { showHidden: true })],
];

test.each(printings)("[TK-27] %s does not show the secret", (_, print) => {
  const printed = print(Secret.of(text));
  expect(printed).not.toContain("horse");
  expect(printed).not.toContain(Buffer.from(text).toString("hex").slice(0, 8));
});

test("[TK-27] the mask is [secret]", () => {
  const secret = Secret.of(text);
  expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual(["[secret]", '"[secret]"', "[secret]"]);
});

test("[TK-27] reveal and revealBytes give the secret, and the bytes are a copy", () => {
  const secret = Secret.of("pässwörd 🔑");
  const bytes = secret.revealBytes();
  expect(bytes.toString("utf8")).toBe("pässwörd 🔑");
  bytes.fill(0);
  expect(secret.reveal()).toBe("pässwörd 🔑");
});

test("[TK-27] the copy shares its memory with nothing else", () => {
  expect(Secret.of("short").revealBytes().buffer.byteLength).toBe(5);
});

test("[TK-27] a destroyed secret has overwritten its bytes and reveals nothing", () => {
  const bytes = Buffer.from(text);
  const secret = Secret.adopt(bytes);
  secret.destroy();
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  expect(() => secret.reveal()).toThrow("destroyed");
  expect(() => secret.revealBytes()).toThrow("destroyed");
  expect(() => secret.equals(secret)).toThrow("destroyed");
});

test("secrets are equal when their bytes are", () => {
  const secret = Secret.of(text);
  expect(secret.equals(Secret.of(text))).toBe(true);
  expect(secret.equals(Secret.of(text.toUpperCase()))).toBe(false);
  expect(secret.equals(Secret.of(`${text}!`))).toBe(false);
  expect(secret.equals(Secret.of(""))).toBe(false);
});
