// However many ask for tokens at the same time, the database is asked little, and everybody gets their own answer.
import { randomBytes, randomUUID } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateKey, Keyring, parseTokenText } from "../../security/index.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens, type TokenRoom } from "../index.js";
import { type FaultyDatabase, openFaultyDatabase } from "../test-room.js";
import { IssuedFinder } from "./issued-finder.js";

const server = testDatabase();
const open = (): TokenRoom => createTokens({ database, keyring: Keyring.parse(generateKey()), clock: createTestClock() });
const crowd = 120;
let database: FaultyDatabase;
let texts: readonly string[];

beforeAll(async () => {
  database = openFaultyDatabase(server);
  const userId = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [
    userId,
    "crowd@example.org",
  ]);
  const tokens = createTokens({
    database,
    keyring: Keyring.parse(generateKey()),
    clock: createTestClock(),
    kinds: { session: { mostLive: crowd } },
  });
  const minted: string[] = [];
  while (minted.length < crowd) minted.push((await tokens.mint({ kind: "session", userId })).text.reveal());
  texts = minted;
});
afterAll(() => database.close());

test("[TK-13] a crowd of sessions that memory may not vouch for is looked up with a handful of questions", async () => {
  const tokens = open();
  const before = database.transactions;
  const answers = await Promise.all(texts.map((text) => tokens.verify("session", text)));
  expect(answers.filter(({ status }) => status === "valid")).toHaveLength(crowd);
  expect(new Set(answers.map((answer) => answer.status === "valid" && answer.token.id)).size).toBe(crowd);
  expect(database.transactions - before).toBeLessThanOrEqual(8);
});

test("[TK-01] in a crowd, what is of another kind or was never issued is not found, and a failure is everybody's who asked", async () => {
  const finder = new IssuedFinder(database);
  const hashes = texts.slice(0, 8).map((text) => parseTokenText(text)!.hash);
  const sought = hashes.flatMap((hash) => [
    { hash, kind: "session" },
    { hash, kind: "password_reset" },
    { hash: randomBytes(32), kind: "session" },
  ]);
  const rows = await Promise.all(sought.map((one) => finder.find(one)));
  expect(rows.map((row) => row?.kind)).toEqual(hashes.flatMap(() => ["session", undefined, undefined]));
  database.down = true;
  const failed = await Promise.allSettled(sought.map((one) => finder.find(one)));
  database.down = false;
  expect(failed.filter(({ status }) => status === "rejected")).toHaveLength(sought.length);
  expect(await finder.find(sought[0]!)).toMatchObject({ kind: "session" });
});
