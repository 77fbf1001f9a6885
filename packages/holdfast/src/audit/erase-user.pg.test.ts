// AU-06: a person is gone, the trail is not, and it still verifies.
import type { ChangeInput, GroupId, OperationId, RecordId, TokenId, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { addRecords, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import type { Holdfast } from "../holdfast.js";
import { AuditRecorder, createAudit } from "./index.js";
import { testDatabase } from "../testing/vitest.js";
import { testTrail, uuidOf } from "./test-trail.js";

const trail = testTrail(testDatabase());
const admin = { userId: uuidOf(9) as UserId, address: "192.0.2.9" };
let room: TestHoldfast;
let holdfast: Holdfast;
let records: readonly RecordId[];
beforeAll(async () => {
  room = await createTestHoldfast(trail.server);
  holdfast = await room.open({ keyring: trail.keyring });
  records = await addRecords(trail.server, 5);
});
afterAll(() => room.cleanUp());

async function register(name: string) {
  const origin = { address: "198.51.100.7", userAgent: `${name}'s browser` };
  const { account, session, token } = await holdfast.accounts.register(
    { email: `${name}@example.org`, password: "correct horse battery" },
    origin,
  );
  const actor = { userId: account.id, sessionId: session.id, ...origin };
  await holdfast.selections.perform(actor, {
    operationId: systemClock.uuid() as OperationId,
    change: { kind: "bulk_select", group: "default", recordIds: [...records] },
  });
  await holdfast.tokens.put(actor, { provider: "github" }, { accessToken: "secret-token-text" });
  await holdfast.selections.flush(account.id);
  return { actor, userId: account.id, text: token.reveal() };
}

const left = (userId: UserId): Promise<readonly unknown[]> =>
  trail.server.query(
    `select (select count(*)::int from holdfast.app_user where id = $1) as accounts, (select count(*)::int from holdfast.selection where owner_id = $1) as selections,
       (select count(*)::int from holdfast.issued_token where user_id = $1) + (select count(*)::int from holdfast.held_token where user_id = $1) as tokens,
       (select count(*)::int from holdfast.operation where user_id = $1) as operations, (select count(*)::int from holdfast.audit_context where user_id = $1) as contexts`,
    [userId],
  );

// The default group was made by an operation of its own; accounts, tokens and selections each noted from where they were asked.
const whole = [{ accounts: 1, selections: 5, tokens: 2, operations: 2, contexts: 3 }];

test("[AU-06] an erased person leaves nothing but a trail about an id, which reads and verifies", async () => {
  const [ann, bob] = [await register("ann"), await register("bob")];
  expect(await left(ann.userId)).toEqual(whole);
  await trail.seal();
  const before = await holdfast.audit.page(ann.userId, { limit: 100 });
  const erased = await holdfast.audit.erase(admin, ann.userId, "asked for it");
  expect(erased).toMatchObject({ status: "erased", account: true, groups: 1, operations: 2 });
  expect(await left(ann.userId)).toEqual([{ accounts: 0, selections: 0, tokens: 0, operations: 0, contexts: 0 }]);
  expect(await left(bob.userId)).toEqual(whole);
  await trail.seal();
  const { events } = await holdfast.audit.report("everybody", { userId: ann.userId, limit: 100 });
  expect(events.length).toBeGreaterThan(before.events.length);
  const erasure = events.find(({ action }) => action === "user_erased");
  expect(erasure).toMatchObject({
    actorId: admin.userId,
    userId: ann.userId,
    address: "192.0.2.9",
    metadata: { reason: "asked for it" },
  });
  const others = events.filter(({ action }) => action !== "user_erased");
  expect(others.map(({ address, userAgent, sessionId }) => address ?? userAgent ?? sessionId)).toEqual(others.map(() => null));
  const verdict = await holdfast.audit.verify();
  expect(verdict).toMatchObject({ intact: true, unsealed: { rows: 0 } });
  expect(verdict.contexts.erased).toBeGreaterThan(5);
  const [trace] = await trail.server.query(
    "select count(*)::int as found from holdfast.audit_event event where event::text like '%ann@%' or event::text like '%198.51.100.7%' or event::text like '%browser%'",
  );
  expect(trace).toEqual({ found: 0 });
});

/** In which tables a word stands, in whatever column, also as bytes. */
async function tablesWith(word: string): Promise<readonly string[]> {
  const tables = await trail.server.query<{ name: string }>(
    "select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'holdfast'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1",
  );
  const bytes = Buffer.from(word).toString("hex");
  const found = await Promise.all(
    tables.map(({ name }) =>
      trail.server.query(`select from ${name} as row where row::text ilike $1 or row::text ilike $2 limit 1`, [
        `%${word}%`,
        `%${bytes}%`,
      ]),
    ),
  );
  return tables.flatMap(({ name }, index) => (found[index]?.length === 0 ? [] : [name]));
}

/** Does everything with groups in which a person chooses words; each holds `word`. */
async function write({ actor, userId }: Awaited<ReturnType<typeof register>>, word: string): Promise<void> {
  const perform = (change: ChangeInput) =>
    holdfast.selections.perform(actor, { operationId: systemClock.uuid() as OperationId, change });
  const made = async (name: string, description?: string): Promise<GroupId> =>
    (await perform({ kind: "create_group", name, description })).groupId as GroupId;
  const [kept, gone] = [await made(`${word} one`, `about ${word}`), await made(`${word} two`)];
  await perform({ kind: "rename_group", group: kept, name: `${word} renamed` });
  await perform({ kind: "describe_group", group: kept, description: `more about ${word}` });
  await perform({ kind: "annotate", group: "default", recordIds: [...records], note: `note of ${word}`, state: word });
  await perform({ kind: "annotate", group: "default", recordIds: [...records], metadata: { [word]: word } });
  await perform({ kind: "undo" });
  await perform({ kind: "copy", group: "default", to: kept, recordIds: [...records] });
  await perform({ kind: "combine_groups", operation: "union", groups: ["default", kept], name: `${word} both` });
  await perform({ kind: "delete_group", group: gone });
  await holdfast.selections.flush(userId);
}

const wordsOf = async (userId: UserId): Promise<readonly unknown[]> => {
  const { events } = await holdfast.audit.report("everybody", { userId, limit: 100 });
  const keys = ["from", "name", "description", "note", "state", "metadataKeys"];
  return events.flatMap(({ metadata }) => keys.flatMap((key) => metadata[key] ?? [])).flat();
};

const isId = (value: unknown): boolean => /^[0-9a-f]{8}-/.test(String(value));

test("[AU-06] nothing that an erased person wrote is left in any table, what others wrote reads as before, and the chain verifies", async () => {
  const [ida, jan] = [await register("ida"), await register("jan")];
  await write(ida, "zanzibar");
  await write(jan, "timbuktu");
  await trail.seal();
  const before = await wordsOf(jan.userId);
  // Two new groups, the old name and the new, the description, note and state of five records, their key, five that came together, what went.
  const written = await wordsOf(ida.userId);
  expect(written.filter((words) => String(words).includes("zanzibar"))).toHaveLength(2 + 2 + 1 + 10 + 5 + 5 + 1);
  expect(await tablesWith("zanzibar")).toContain("holdfast.audit_text");
  expect(await tablesWith("zanzibar")).not.toContain("holdfast.audit_event");
  const { texts } = await holdfast.audit.verify();

  expect(await holdfast.audit.erase(admin, ida.userId, "asked for it")).toMatchObject({
    status: "erased",
    texts: 9,
    keptTexts: 0,
  });

  expect(await tablesWith("zanzibar")).toEqual([]);
  expect((await wordsOf(ida.userId)).filter((words) => !isId(words))).toEqual([]);
  expect(await wordsOf(jan.userId)).toEqual(before);
  expect(await tablesWith("timbuktu")).toContain("holdfast.audit_text");
  await trail.seal();
  const verdict = await holdfast.audit.verify();
  expect(verdict).toMatchObject({ intact: true, texts: { checked: texts.checked - 9, erased: texts.erased + 21 } });
  const { entries } = await holdfast.audit.timeline("everybody", { userId: ida.userId, limit: 100 });
  const renamed = entries.find(({ action }) => action === "rename_group");
  expect(renamed?.metadata).toEqual({ textErased: true });
});

test("[AU-06] a text that was altered or destroyed beside the trail is named", async () => {
  const lea = await register("lea");
  await write(lea, "samarkand");
  await trail.seal();
  const [text] = await trail.server.query<{ id: string }>("select id from holdfast.audit_text where user_id = $1 limit 1", [
    lea.userId,
  ]);
  await trail.tamper('update holdfast.audit_text set contents = \'{"name": "another"}\' where id = $1', [text?.id]);
  expect((await holdfast.audit.verify()).breaks.map(({ kind }) => kind)).toContain("text_altered");
  await trail.tamper("delete from holdfast.audit_text where id = $1", [text?.id]);
  const { breaks } = await holdfast.audit.verify();
  expect(breaks.map(({ kind }) => kind)).not.toContain("text_altered");
  expect(breaks.find(({ kind }) => kind === "text_missing")?.event).not.toBeNull();
});

test("[AU-06] rows by an earlier release keep their text, and the erasure says how many there are", async () => {
  const mia = await register("mia");
  await trail.write(2, { userId: mia.userId, action: "create_group", metadata: { name: "written before" } });
  await trail.write(1, { userId: mia.userId, action: "annotate", metadata: { change: "annotated", note: null, noteLength: 0 } });
  expect(await holdfast.audit.erase(admin, mia.userId, "asked for it")).toMatchObject({ keptTexts: 2 });
});

test("[AU-06] sessions of the erased end at once, and memory holds nothing of them", async () => {
  const eve = await register("eve");
  expect(await holdfast.accounts.authenticate(eve.text)).toBeDefined();
  await holdfast.audit.erase(eve.actor, eve.userId, "left");
  expect(await holdfast.accounts.authenticate(eve.text)).toBeUndefined();
  expect(await holdfast.accounts.get(eve.userId)).toBeUndefined();
  expect(await left(eve.userId)).toEqual([{ accounts: 0, selections: 0, tokens: 0, operations: 0, contexts: 0 }]);
  expect(await holdfast.audit.erase(admin, eve.userId, "once more")).toMatchObject({
    status: "erased",
    account: false,
    contexts: 0,
  });
});

test("[AU-06] whom a legal hold covers is not erased", async () => {
  const dan = await register("dan");
  const hold = await holdfast.audit.holds.set(admin, { userId: dan.userId, reason: "Case 8" });
  expect(await holdfast.audit.erase(admin, dan.userId, "asked for it")).toEqual({
    status: "held",
    holds: [{ id: hold.id, reason: "Case 8" }],
  });
  expect(await left(dan.userId)).toEqual(whole);
  await holdfast.audit.holds.lift(admin, hold.id);
  expect(await holdfast.audit.erase(admin, dan.userId, "asked for it")).toMatchObject({ status: "erased" });
});

test("[AU-06] contexts cannot be destroyed without an event of it", async () => {
  const fay = await register("fay");
  const erase = (userId: UserId) =>
    trail.database.asSystem((db) => db.query({ name: "", text: "select holdfast.erase_audit_contexts($1)", values: [userId] }));
  await expect(erase(fay.userId)).rejects.toThrow("written to the audit trail in the same transaction");
  await expect(
    trail.database.asUser(fay.userId, (db) =>
      db.query({ name: "", text: "select holdfast.erase_audit_contexts($1)", values: [fay.userId] }),
    ),
  ).rejects.toThrow("permission denied");
  await trail.tamper("delete from holdfast.audit_context where user_id = $1", [fay.userId]);
  expect((await holdfast.audit.verify()).first).toMatchObject({
    kind: "context_missing",
    event: { action: expect.any(String) as string },
  });
});

test("[AU-06] where memory cannot be emptied first, nothing is erased", async () => {
  const kim = uuidOf(30) as UserId;
  const sessionId = uuidOf(31) as TokenId;
  await trail.database.asSystem((db) =>
    new AuditRecorder(systemClock).record(db, { userId: kim, sessionId }, { action: "sign_in" }),
  );
  const audit = createAudit({
    database: trail.database,
    keyring: trail.keyring,
    clock: systemClock,
    forget: () => Promise.reject(new Error("the journal is behind")),
  });
  await expect(audit.erase(admin, kim, "asked for it")).rejects.toThrow("the journal is behind");
  expect(await left(kim)).toMatchObject([{ contexts: 1 }]);
});
