// AU-04: the sealer against writers that commit late and out of order, other sealers, and a change of key.
import pg from "pg";
import { expect, test } from "vitest";
import { generateKey, Keyring } from "../../security/index.js";
import { verifyAudit } from "../index.js";
import { testDatabase } from "../../testing/vitest.js";
import { testTrail } from "../test-trail.js";

const trail = testTrail(testDatabase());
const verify = () => verifyAudit(trail);

async function client(): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: trail.server.workerUrl });
  await one.connect();
  return one;
}

const insert = `insert into holdfast.audit_event (at, action) values (now(), 'select')`;

async function sealedIds(): Promise<readonly string[]> {
  const rows = await trail.server.query<{ id: string }>("select unnest(ids)::text as id from holdfast.audit_seal_row");
  return rows.map(({ id }) => id);
}

test("[AU-04] an empty trail is intact, and there is nothing to seal", async () => {
  expect(await trail.sealer().sealNow()).toBe(0);
  expect(await verify()).toMatchObject({ intact: true, first: null, seals: 0, rows: 0, head: null });
});

test("[AU-04, L-28] a row that commits late is neither skipped nor sealed twice, whatever its number", async () => {
  const sealer = trail.sealer();
  const late = await client();
  await late.query(`begin; set local role holdfast_writer`);
  await late.query(insert);
  await trail.write(3);
  // The late transaction is older: nothing after it may be sealed, or it would have to be put in between.
  expect(await sealer.sealNow()).toBe(0);
  expect(await verify()).toMatchObject({ intact: true, unsealed: { rows: 3 } });
  await late.query("commit");
  await late.end();
  expect(await trail.seal(sealer)).toBe(1);
  expect(await verify()).toMatchObject({ intact: true, rows: 4, unsealed: { rows: 0, oldestAt: null } });
  expect(sealer.status()).toMatchObject({ seq: 1, rows: 4, failures: 0, problem: null });
});

test("[AU-04] with writers that commit in any order and three sealers, every row is sealed once and the chain has no fork", async () => {
  const sealers = [trail.sealer(), trail.sealer(), trail.sealer()];
  for (const sealer of sealers) await sealer.start();
  const checks: boolean[] = [];
  const writers = Array.from({ length: 5 }, async (_, writer) => {
    const one = await client();
    for (let round = 0; round < 25; round += 1) {
      await one.query(`begin; set local role holdfast_writer`);
      await one.query(insert);
      await one.query("select pg_sleep(((random() * 10)::int % 4) / 200.0)");
      await one.query(insert);
      await one.query(round % 7 === writer ? "rollback" : "commit");
    }
    await one.end();
  });
  const checker = (async () => {
    for (let round = 0; round < 8; round += 1) checks.push((await verify()).intact);
  })();
  await Promise.all([...writers, checker]);
  await expect.poll(async () => (await verify()).unsealed.rows, { timeout: 10_000 }).toBe(0);
  for (const sealer of sealers) await sealer.stop();
  const [counted] = await trail.server.query<{ rows: string }>("select count(*)::text as rows from holdfast.audit_event");
  const ids = await sealedIds();
  expect(checks).toEqual(checks.map(() => true));
  expect([String(ids.length), String(new Set(ids).size)]).toEqual([counted?.rows, counted?.rows]);
  expect(await verify()).toMatchObject({ intact: true, rows: ids.length, head: { rows: ids.length } });
  const forks = await trail.server.query("select previous from holdfast.audit_seal group by previous having count(*) > 1");
  expect(forks).toEqual([]);
});

test("[AU-04] rows are numbered without gaps from seal to seal, also over many windows", async () => {
  await trail.write(5000);
  expect(await trail.seal()).toBe(3);
  const broken = await trail.server.query(
    `select seq from (select seq, first_row, lag(first_row + row_count, 1, 1::bigint) over (order by seq) as expected from holdfast.audit_seal) link
     where first_row <> expected`,
  );
  expect(broken).toEqual([]);
  expect(await verify()).toMatchObject({ intact: true });
});

test("[AU-04] a sealer keeps no writer waiting", async () => {
  const holder = await client();
  await holder.query("begin; select pg_advisory_xact_lock(hashtext('holdfast.audit_seal'))");
  await trail.write(1);
  expect(await trail.sealer().sealNow()).toBe(0);
  await holder.query("rollback");
  await holder.end();
  expect(await trail.seal()).toBe(1);
});

test("[AU-04] a change of key is a link of the chain, signed by the old one", async () => {
  const text = generateKey("second").reveal();
  const old = generateKey("third").reveal();
  const both = Keyring.parse(`${text},${old},current=third`);
  await trail.write(1);
  // `first` is not in this keyring: the change cannot be endorsed, and what it signed is unknown to a verifier without it.
  await trail.seal(trail.sealer(both));
  const [key] = await trail.server.query<{ detail: string; key_id: string }>(
    "select detail, key_id from holdfast.audit_seal where kind = 'key'",
  );
  expect([key?.key_id, JSON.parse(key?.detail ?? "{}")]).toEqual([
    "third",
    expect.objectContaining({ from: "first", to: "third", endorsed: false }),
  ]);
  expect((await verifyAudit({ ...trail, database: trail.database, keyring: both })).first).toMatchObject({
    kind: "unknown_key",
    seal: 1,
  });
  await trail.write(1);
  const rotated = Keyring.parse(`${text},${old},current=second`);
  await trail.seal(trail.sealer(rotated));
  const [last] = await trail.server.query<{ detail: string; key_id: string }>(
    "select detail, key_id from holdfast.audit_seal where kind = 'key' order by seq desc limit 1",
  );
  expect([last?.key_id, JSON.parse(last?.detail ?? "{}")]).toEqual([
    "third",
    expect.objectContaining({ from: "third", to: "second", endorsed: true }),
  ]);
});

test("[AU-04] nobody alters seals or moves the head back, and requests do not see them", async () => {
  const as = async (role: string, statement: string): Promise<void> => {
    const one = new pg.Client({ connectionString: trail.server.ownerUrl });
    await one.connect();
    await one.query(`begin; set local role ${role}`);
    try {
      await one.query(statement);
    } finally {
      await one.end();
    }
  };
  for (const role of ["holdfast_app", "holdfast_writer", "holdfast_owner", "postgres"]) {
    await expect(as(role, "update holdfast.audit_seal set detail = ''")).rejects.toThrow(/append-only|permission denied/);
    await expect(as(role, "delete from holdfast.audit_seal")).rejects.toThrow(/append-only|permission denied/);
    await expect(as(role, "truncate holdfast.audit_seal")).rejects.toThrow(/append-only|permission denied/);
    await expect(as(role, "update holdfast.audit_seal_row set leaves = ''")).rejects.toThrow(/append-only|permission denied/);
    await expect(as(role, "delete from holdfast.audit_head")).rejects.toThrow(/append-only|permission denied/);
  }
  await expect(as("holdfast_writer", "delete from holdfast.audit_seal_row")).rejects.toThrow("permission denied");
  await expect(as("holdfast_writer", "update holdfast.audit_head set seq = 1")).rejects.toThrow("only moves forward");
  await expect(as("holdfast_app", "select 1 from holdfast.audit_seal")).rejects.toThrow("permission denied");
  await expect(
    as("holdfast_writer", "insert into holdfast.audit_event (at, action, xact) values (now(), 'select', '3')"),
  ).rejects.toThrow("permission denied");
});
