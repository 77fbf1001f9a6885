// SC-06: argon2id behind a gate, old bcrypt hashes accepted, the same work for accounts that do not exist.
import { hash as argon2Hash } from "@node-rs/argon2";
import { hashSync } from "bcryptjs";
import { expect, test } from "vitest";
import { argon2Parameters, Passwords } from "./password.js";
import { Secret } from "./secret.js";

const passwords = new Passwords();
const right = "tröstlich, lang genug";

test("[SC-06] a hash is argon2id at OWASP's parameters and verifies", async () => {
  const stored = await passwords.hash(right);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(stored, right)).toEqual({ ok: true, needsRehash: false });
  expect(await passwords.verify(stored, Secret.of(right))).toEqual({ ok: true, needsRehash: false });
  expect(await passwords.verify(stored, `${right}.`)).toEqual({ ok: false, needsRehash: false });
  expect(await passwords.hash(right)).not.toBe(stored);
});

// From the test vectors of OpenBSD's and Openwall's bcrypt.
test.each([
  ["$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"],
  ["$2y$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK", "U*U*"],
  ["$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", "U*U*U"],
])("[SC-06] the bcrypt hash %s is accepted and asks for an upgrade", async (stored, password) => {
  expect(await passwords.verify(stored, password)).toEqual({ ok: true, needsRehash: true });
  expect(await passwords.verify(stored, `${password}x`)).toEqual({ ok: false, needsRehash: false });
});

test("[SC-06] bcrypt hashes of passwords outside ASCII are accepted", async () => {
  expect(await passwords.verify(hashSync(right, 4), right)).toEqual({ ok: true, needsRehash: true });
});

test("[SC-06] a weaker argon2id hash asks for an upgrade, a stronger one does not", async () => {
  const weaker = await argon2Hash(right, { ...argon2Parameters, memoryCost: 8192 });
  const stronger = await argon2Hash(right, { ...argon2Parameters, timeCost: 3 });
  expect(await passwords.verify(weaker, right)).toEqual({ ok: true, needsRehash: true });
  expect(await passwords.verify(stronger, right)).toEqual({ ok: true, needsRehash: false });
});

test.each([
  "",
  "plaintext",
  right,
  "$2b$31$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
  "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$blsJglmiglMj4gPGs/XQls5PJ3SbradYxS8icduJESQ",
  "$argon2id$broken",
])("[SC-06] a stored %j never matches", async (stored) => {
  expect(await passwords.verify(stored, right)).toEqual({ ok: false, needsRehash: false });
});

test("[SC-06] an account that does not exist is refused after the work of one that does", async () => {
  const stored = await passwords.hash(right);
  expect(await passwords.verifyAgainstNothing(right)).toEqual({ ok: false, needsRehash: false });
  const [existing, absent] = await fastestOfEach(
    () => passwords.verify(stored, "wrong password"),
    () => passwords.verifyAgainstNothing("wrong password"),
  );
  expect(absent! / existing!).toBeGreaterThan(0.5);
  expect(absent! / existing!).toBeLessThan(2);
});

test("[SC-06] more than 1024 bytes are refused before any work", async () => {
  const tooLong = "ä".repeat(513);
  for (const attempt of [
    passwords.hash(tooLong),
    passwords.verify("", tooLong),
    passwords.verifyAgainstNothing(Secret.of(tooLong)),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "invalid_request" });
  }
  expect(await passwords.hash("ä".repeat(512))).toContain("$argon2id$");
});

test("[SC-06] a flood of sign-ins is turned away with a time to come back, and the accepted ones finish", async () => {
  const small = new Passwords({ concurrent: 1, waiting: 2 });
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => small.verifyAgainstNothing(right)));
  const refused = attempts.flatMap((attempt) => (attempt.status === "rejected" ? [attempt.reason] : []));
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({ code: "overloaded", details: { retryAfterSeconds: 1 } });
});

/** In turns, so that whatever else the machine does meets both. */
async function fastestOfEach(...works: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const fastest = works.map(() => Infinity);
  for (let round = 0; round < 12; round++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      fastest[index] = Math.min(fastest[index]!, performance.now() - start);
    }
  }
  return fastest;
}
