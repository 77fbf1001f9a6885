// TK-04: codes that people type. Few digits, so everything else has to be strict.
import { createHash, randomUUID } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateKey, Keyring } from "../../security/index.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../index.js";
import { Kinds } from "../kinds.js";
import { type FaultyDatabase, openFaultyDatabase } from "../test-room.js";

const server = testDatabase();
const clock = createTestClock();
const keyring = Keyring.parse(generateKey());
const minute = 60_000;
const kinds = {
  sign_in_code: { form: "code", lifetime: 10 * minute },
  phone_code: { form: "code", lifetime: 10 * minute, digits: 8, attempts: 2, boundToAddress: true },
} as const;

let database: FaultyDatabase;
beforeAll(() => void (database = openFaultyDatabase(server)));
afterAll(() => database.close());
const open = (options: Partial<TokensOptions> = {}): TokenRoom => createTokens({ database, keyring, clock, kinds, ...options });

async function newUser(): Promise<UserId> {
  const id = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [id, `${id}@example.org`]);
  return id;
}
async function mint(tokens: TokenRoom, userId: UserId): Promise<string> {
  return (await tokens.mint({ kind: "sign_in_code", userId })).text.reveal();
}
/** Another code of as many digits. */
const wrong = (code: string, by = 1): string => String((Number(code) + by) % 10 ** code.length).padStart(code.length, "0");
const tryCode = async (tokens: TokenRoom, userId: UserId, code: string): Promise<string> =>
  (await tokens.consumeCode("sign_in_code", { userId }, code)).status;

test("[TK-04] a code of six digits opens once, for its owner, typed as people type", async () => {
  const [tokens, ann, bob] = [open(), await newUser(), await newUser()];
  const code = await mint(tokens, ann);
  expect(code).toMatch(/^\d{6}$/);
  expect(await tryCode(tokens, bob, code)).toBe("absent");
  const typed = ` ${code.slice(0, 3)}-${code.slice(3)} `;
  expect(await tokens.consumeCode("sign_in_code", { userId: ann }, typed)).toMatchObject({
    status: "valid",
    token: { userId: ann, kind: "sign_in_code" },
  });
  expect(await tryCode(tokens, ann, code)).toBe("consumed");
});

test("[TK-04] after five wrong tries the code is dead, also for who knows it", async () => {
  const [tokens, userId] = [open(), await newUser()];
  const code = await mint(tokens, userId);
  for (let attempt = 1; attempt <= 5; attempt += 1) expect(await tryCode(tokens, userId, wrong(code, attempt))).toBe("absent");
  expect(await tryCode(tokens, userId, code)).toBe("revoked");
  const events = await server.query(
    "select action, metadata ->> 'reason' as reason from holdfast.audit_event where user_id = $1 order by id",
    [userId],
  );
  expect(events).toEqual([
    { action: "token_issued", reason: null },
    { action: "token_revoked", reason: "too many wrong tries" },
  ]);
});

test("[TK-04] tries at the same moment are counted one by one", async () => {
  const [tokens, userId] = [[open(), open()] as const, await newUser()];
  const code = await mint(tokens[0], userId);
  const guesses = Array.from({ length: 40 }, (_, index) => wrong(code, index - 35));
  const answers = await Promise.all(guesses.map((guess, index) => tryCode(tokens[index % 2]!, userId, guess)));
  const [{ attempts } = {}] = await server.query("select attempts from holdfast.issued_token where user_id = $1", [userId]);
  expect(Number(attempts)).toBeLessThanOrEqual(5);
  expect(answers.filter((answer) => answer === "absent").length).toBeLessThanOrEqual(5);
});

test("[TK-05] of twenty who have the right code one wins", async () => {
  const [tokens, userId] = [open(), await newUser()];
  const code = await mint(tokens, userId);
  const answers = await Promise.all(Array.from({ length: 20 }, () => tryCode(tokens, userId, code)));
  expect(answers.toSorted()).toEqual([...Array(19).fill("consumed"), "valid"]);
});

test("[TK-04] a newer code ends the one before, and time ends both", async () => {
  const [tokens, userId] = [open(), await newUser()];
  const first = await mint(tokens, userId);
  await clock.advance(1);
  let second = await mint(tokens, userId);
  while (second === first) second = await mint(tokens, userId);
  expect(await tryCode(tokens, userId, first)).toBe("absent");
  await clock.advance(10 * minute);
  expect(await tryCode(tokens, userId, second)).toBe("expired");
});

test("[TK-04] a code without a user belongs to the address that it was sent to", async () => {
  const tokens = open();
  await expect(tokens.mint({ kind: "phone_code" })).rejects.toMatchObject({ code: "invalid_request" });
  await expect(tokens.mint({ kind: "sign_in_code" })).rejects.toMatchObject({ code: "invalid_request" });
  const code = (await tokens.mint({ kind: "phone_code", sentTo: "+41 44 123 45 67" })).text.reveal();
  expect(code).toMatch(/^\d{8}$/);
  const at = async (sentTo: string): Promise<string> => (await tokens.consumeCode("phone_code", { sentTo }, code)).status;
  expect([await at("+41 44 765 43 21"), await at("+41 44 123 45 67"), await at("+41 44 123 45 67")]).toEqual([
    "absent",
    "valid",
    "consumed",
  ]);
});

test("[TK-04] the table holds a keyed hash: without the key the digits cannot be tried out", async () => {
  const [tokens, userId] = [open(), await newUser()];
  const { text, token } = await tokens.mint({ kind: "sign_in_code", userId });
  const [row] = await server.query("select hash, key_id, row::text as everything from holdfast.issued_token row where id = $1", [
    token.id,
  ]);
  expect(row?.["key_id"]).toBe(keyring.currentId);
  const plain = [text.reveal(), `${token.id}${text.reveal()}`].map((guess) => createHash("sha256").update(guess).digest());
  expect(plain.some((hash) => hash.equals(row?.["hash"] as Buffer))).toBe(false);
  await expect(
    open({ keyring: Keyring.parse(generateKey()) }).consumeCode("sign_in_code", { userId }, text.reveal()),
  ).rejects.toMatchObject({ code: "key_missing" });
});

test("[TK-04] what cannot be a code is refused without a query, and codes are not looked at in passing", async () => {
  const [tokens, userId] = [open(), await newUser()];
  const code = await mint(tokens, userId);
  const before = database.transactions;
  for (const junk of ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"]) expect(await tryCode(tokens, userId, junk)).toBe("absent");
  expect(database.transactions).toBe(before);
  for (const look of [
    tokens.verify("sign_in_code", code),
    tokens.peek("sign_in_code", code),
    tokens.consume("sign_in_code", code),
  ]) {
    await expect(look).rejects.toMatchObject({ code: "invalid_request" });
  }
  await expect(tokens.consumeCode("session", { userId }, code)).rejects.toMatchObject({ code: "invalid_request" });
});

test("[TK-03] a code that lives too long, or has a prefix, is refused at the start", () => {
  expect(new Kinds(kinds).policy("sign_in_code")).toMatchObject({ singleUse: true, digits: 6, attempts: 5, trust: 0 });
  for (const bad of [
    { form: "code", lifetime: 48 * 60 * minute },
    { form: "code", lifetime: minute, prefix: "abc" },
    { form: "code", lifetime: minute, digits: 4 },
  ] as const) {
    expect(() => new Kinds({ bad })).toThrow(expect.objectContaining({ code: "configuration_invalid" }) as Error);
  }
});
