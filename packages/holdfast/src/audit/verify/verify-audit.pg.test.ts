// AU-04, F18: a superuser edits, deletes, forges and cuts, and the verifier names the first thing that does not fit.
import { beforeAll, beforeEach, expect, test } from "vitest";
import { inclusionProof } from "./inclusion-proof.js";
import { exportRoots } from "./export-roots.js";
import { SealKeys } from "../seal/seal-keys.js";
import { rootOfPath } from "../seal/merkle.js";
import { generateKey, Keyring } from "../../security/index.js";
import { encodePlace } from "../audit-cursor.js";
import { type AuditVerification, verifyAudit, type VerifyAuditOptions } from "../index.js";
import { testDatabase } from "../../testing/vitest.js";
import { testTrail } from "../test-trail.js";

const trail = testTrail(testDatabase());
const verify = (options?: VerifyAuditOptions): Promise<AuditVerification> => verifyAudit(trail, options);
const rowsPerSeal = 30;

interface Row {
  readonly id: string;
  readonly at: string;
}

/** The `number`th row of the trail, as it was written. */
async function row(number: number): Promise<Row> {
  const [found] = await trail.server.query<Row>(
    `select id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from kept.audit_event order by xact, id offset $1 limit 1`,
    [number - 1],
  );
  return found!;
}

// Five seals over 150 rows, copied aside so that each test starts from the same trail.
beforeAll(async () => {
  const sealer = trail.sealer();
  for (let seal = 0; seal < 5; seal += 1) {
    await trail.write(rowsPerSeal);
    await trail.seal(sealer);
  }
  await trail.tamper(`create schema kept; create table kept.audit_event as select * from holdfast.audit_event;
    create table kept.audit_seal as select * from holdfast.audit_seal; create table kept.audit_seal_row as select * from holdfast.audit_seal_row;
    create table kept.audit_head as select * from holdfast.audit_head`);
});
beforeEach(async () => {
  await trail.tamper(
    ["audit_event", "audit_seal", "audit_seal_row", "audit_head"]
      .map((table) => `delete from holdfast.${table}; insert into holdfast.${table} select * from kept.${table};`)
      .join(" "),
  );
  await trail.tamper("delete from holdfast.audit_context");
});

test("[AU-04] what nobody touched is intact, with progress", async () => {
  const seen: number[] = [];
  const verdict = await verify({ onProgress: ({ rows, totalRows }) => seen.push(rows / totalRows) });
  expect(verdict).toMatchObject({
    intact: true,
    first: null,
    breaks: [],
    seals: 5,
    rows: 150,
    removedRows: 0,
    unsealed: { rows: 0 },
    head: { seq: 5, rows: 150 },
  });
  expect(seen.at(-1)).toBe(1);
});

test.each([
  ["action = 'deselect'"],
  ["at = at + interval '1 microsecond'"],
  ["actor_id = gen_random_uuid()"],
  ["user_id = null"],
  ["position = position + 1"],
  ["metadata = '{\"n\": 1}'"],
  ["group_version = 7"],
  ["context_id = gen_random_uuid()"],
  ["xact = (xact::text::bigint + 1)::text::xid8"],
  ["id = 1000000"],
])("[AU-04] an edit of one column of one row is named: %s", async (change) => {
  const target = await row(47);
  await trail.tamper(`update holdfast.audit_event set ${change} where id = $1`, [target.id]);
  const { intact, first } = await verify();
  expect(intact).toBe(false);
  expect(first).toMatchObject({ seal: 2, row: 47, event: { number: Number(target.id), at: target.at } });
  expect(first?.kind).toBe(change.startsWith("id") ? "row_missing" : "row_edited");
});

test("[AU-04] of two rows whose contents were swapped the first is named, and the second too", async () => {
  const [first, second] = [await row(33), await row(90)];
  await trail.tamper(
    `update holdfast.audit_event event set metadata = other.metadata, position = other.position from kept.audit_event other
     where (event.id, other.id) in (($1, $2), ($2, $1))`,
    [first.id, second.id],
  );
  const { breaks } = await verify();
  expect(breaks.map(({ kind, row: number }) => [kind, number])).toEqual([
    ["row_edited", 33],
    ["row_edited", 90],
  ]);
});

test("[AU-04] a deleted row is named with its time and number", async () => {
  const target = await row(61);
  await trail.tamper("delete from holdfast.audit_event where id = $1", [target.id]);
  expect((await verify()).breaks).toEqual([
    expect.objectContaining({
      kind: "row_missing",
      seal: 3,
      row: 61,
      event: expect.objectContaining({ number: Number(target.id), at: target.at }),
    }),
  ]);
});

test("[AU-04] rows cut from the end are missing, the first of them first", async () => {
  await trail.tamper("delete from holdfast.audit_event where id >= $1", [(await row(146)).id]);
  expect((await verify()).breaks.map(({ kind, row: number }) => [kind, number])).toEqual(
    [146, 147, 148, 149, 150].map((number) => ["row_missing", number]),
  );
});

test("[AU-04] a forged row among sealed ones is named", async () => {
  await trail.tamper(
    `insert into holdfast.audit_event (id, at, action, xact) select 0, '2026-02-01', 'clear_all', xact from holdfast.audit_event where id = $1`,
    [(await row(100)).id],
  );
  expect((await verify()).first).toMatchObject({
    kind: "row_added",
    seal: 4,
    event: { number: 0, action: "clear_all", at: "2026-02-01T00:00:00.000000Z" },
  });
});

test("[AU-04] a forged row of a transaction that never was is named", async () => {
  await trail.tamper(
    "insert into holdfast.audit_event (id, at, action, xact) values (999999, '2026-02-01', 'clear_all', '99999999999')",
  );
  expect((await verify()).first).toMatchObject({ kind: "row_added", event: { number: 999999 } });
});

test("[AU-04] a seal that was rewritten is named, whether or not its hash was made to fit", async () => {
  await trail.tamper("update holdfast.audit_seal set root = sha256('x') where seq = 3");
  expect((await verify()).first).toMatchObject({ kind: "seal_altered", seal: 3 });
  await trail.tamper(
    "update holdfast.audit_seal seal set root = kept.root, sealed_at = kept.sealed_at, hash = sha256('y') from kept.audit_seal kept where kept.seq = seal.seq and seal.seq = 3",
  );
  expect((await verify()).first).toMatchObject({ kind: "seal_altered", seal: 3 });
  await trail.tamper(
    "update holdfast.audit_seal seal set hash = kept.hash, signature = (select signature from kept.audit_seal where seq = 1) from kept.audit_seal kept where kept.seq = seal.seq and seal.seq = 3",
  );
  expect((await verify()).first).toMatchObject({ kind: "bad_signature", seal: 3 });
});

test("[AU-04] the list of a seal's rows cannot be made to fit an edit", async () => {
  const target = await row(47);
  await trail.tamper("update holdfast.audit_event set action = 'deselect' where id = $1", [target.id]);
  await trail.tamper(
    "update holdfast.audit_seal_row set leaves = overlay(leaves placing sha256('forged') from 16 * 32 + 1) where seq = 2",
  );
  expect((await verify()).first).toMatchObject({ kind: "seal_altered", seal: 2 });
  await trail.tamper("delete from holdfast.audit_seal_row where seq = 2");
  expect((await verify()).first).toMatchObject({ kind: "seal_altered", seal: 2 });
});

test("[AU-04] deleted seals are a gap in the middle and a cut at the end", async () => {
  await trail.tamper("delete from holdfast.audit_seal where seq = 2");
  expect((await verify()).first).toMatchObject({ kind: "seal_missing", seal: 2 });
  await trail.tamper(
    "delete from holdfast.audit_seal; insert into holdfast.audit_seal select * from kept.audit_seal where seq < 4",
  );
  expect((await verify()).first).toMatchObject({ kind: "chain_cut", seal: 4 });
});

test("[AU-04] a tail that was cut with everything that witnesses it is seen by roots kept elsewhere", async () => {
  const roots: string[] = [];
  for await (const line of exportRoots(trail.database, new SealKeys(trail.keyring))) roots.push(line);
  expect(await verify({ anchors: roots })).toMatchObject({ intact: true });
  await trail.tamper(`delete from holdfast.audit_seal where seq > 3; delete from holdfast.audit_seal_row where seq > 3;
    update holdfast.audit_head set seq = 3, hash = (select hash from kept.audit_seal where seq = 3)`);
  expect(await verify()).toMatchObject({ intact: true, unsealed: { rows: 60 } });
  expect((await verify({ anchors: roots })).first).toMatchObject({ kind: "chain_cut", seal: 4 });
  // The sealer seals them anew, with a key that is right: still not the chain whose roots were kept.
  await trail.seal();
  expect(await verify()).toMatchObject({ intact: true });
  expect((await verify({ anchors: [roots.join("").slice(0, 700), roots.join("").slice(700)] })).first).toMatchObject({
    kind: "anchor_differs",
    seal: 4,
  });
});

test("[AU-04] a sealer that runs notices that the chain was cut under it", async () => {
  const sealer = trail.sealer();
  await sealer.sealNow();
  await trail.tamper("delete from holdfast.audit_seal where seq = 5");
  await trail.seal(sealer);
  expect(sealer.status().problem).toContain("was cut, rewritten or restored");
  // The rows are sealed again, but the gap stays for good.
  expect((await verify()).breaks).toEqual([expect.objectContaining({ kind: "seal_missing", seal: 5 })]);
  expect(await verify()).toMatchObject({ seals: 6, unsealed: { rows: 0 } });
});

test("[AU-04] without its key a seal is unknown, and a public key is enough to verify", async () => {
  const other = Keyring.parse(generateKey("other"));
  expect((await verifyAudit({ database: trail.database, keyring: other })).first).toMatchObject({ kind: "unknown_key", seal: 1 });
  const publicKeys = { first: new SealKeys(trail.keyring).publicText("first")! };
  expect(await verifyAudit({ database: trail.database, keyring: other }, { publicKeys })).toMatchObject({ intact: true });
});

test("[AU-04] a context that was altered or destroyed is named", async () => {
  await trail.tamper(
    "insert into holdfast.audit_context (id, user_agent, salt, at) values (gen_random_uuid(), 'Forged', '\\x00', now())",
  );
  expect((await verify()).first).toMatchObject({ kind: "context_altered" });
  await trail.tamper("delete from holdfast.audit_context");
  await trail.write(1, { contextId: "30000000-0000-4000-8000-000000000001" });
  expect((await verify()).first).toMatchObject({ kind: "context_missing", event: { action: "select" } });
});

test("[AU-04] only the part that was asked for is compared, and what is no file of roots is refused", async () => {
  await trail.tamper("update holdfast.audit_event set action = 'deselect' where id = $1", [(await row(47)).id]);
  expect(await verify({ from: "2026-02-01T00:00:00Z" })).toMatchObject({ intact: true, rows: 0, seals: 5 });
  expect((await verify({ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" })).first).toMatchObject({ row: 47 });
  await expect(verify({ anchors: ["{}\n"] })).rejects.toThrow("Line 1");
  await expect(verify({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});

test("[AU-04] one event can be proved against a root alone", async () => {
  const [target, keys] = [await row(77), new SealKeys(trail.keyring)];
  const proof = await inclusionProof(trail.database, keys, encodePlace({ at: target.at, id: Number(target.id) }));
  expect(proof).toMatchObject({ status: "included", index: 16, count: 30, seal: { seq: 3 } });
  const { leaf, index, count, path, seal } = proof as Extract<typeof proof, { status: "included" }>;
  const hex = (text: string): Buffer => Buffer.from(text, "hex");
  expect(rootOfPath(hex(leaf), index, count, path.map(hex))?.toString("hex")).toBe(seal.root);
  await trail.tamper("update holdfast.audit_event set action = 'deselect' where id = $1", [target.id]);
  expect(await inclusionProof(trail.database, keys, encodePlace({ at: target.at, id: Number(target.id) }))).toEqual({
    status: "does_not_fit",
  });
});
