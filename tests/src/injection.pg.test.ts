// What an attacker gains who can put SQL into a request's statement: nothing of anybody else.
import { randomUUID } from "node:crypto";
import { createServerApp, createServerLog, type ServerApp } from "@holdfast/server";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const database = testDatabase();
let bench: TestHoldfast;
let app: ServerApp;
/** The login of requests, on one connection that everybody gets in turn. */
let pool: pg.Pool;
const onlyAnns = "Only Ann has a group of this name";
let ann: string;
let bob: string;

beforeAll(async () => {
  bench = await createTestHoldfast(database);
  const holdfast = await bench.open();
  app = createServerApp({ holdfast, log: createServerLog({ level: "silent" }), version: "0.0.0-test" });
  [ann, bob] = (await addUsers(database, 2)) as unknown as [string, string];
  const [recordId] = await addRecords(database, 1);
  const operation = { operationId: randomUUID(), ack: "database", change: { kind: "select", recordId: recordId! } } as const;
  for (const userId of [ann, bob]) {
    await holdfast.selections.perform({ userId }, operation);
    await holdfast.tokens.put({ userId }, { provider: "mail" }, { accessToken: "a secret" });
  }
  await holdfast.selections.perform(
    { userId: ann },
    { operationId: randomUUID(), ack: "database", change: { kind: "create_group", name: onlyAnns } },
  );
  pool = new pg.Pool({ connectionString: database.requestUrl, max: 1, application_name: "holdfast test" });
});
afterAll(async () => {
  await pool.end();
  app.stop();
  await bench.cleanUp();
});

type Outcome = readonly unknown[] | { readonly refused: string };

/** A transaction as requests have it; each statement is named and so prepared, as those of requests are. */
async function asUser(userId: string | undefined, ...statements: readonly string[]): Promise<readonly Outcome[]> {
  const client = await pool.connect();
  try {
    const user = userId === undefined ? "" : `; set local holdfast.user_id = '${userId}'`;
    await client.query(`begin; set local role holdfast_app${user}`);
    const outcomes: Outcome[] = [];
    for (const text of statements) {
      await client.query("savepoint before");
      try {
        outcomes.push((await client.query({ name: randomUUID(), text })).rows);
      } catch (error) {
        outcomes.push({ refused: (error as pg.DatabaseError).code ?? String(error) });
        await client.query("rollback to savepoint before");
      }
    }
    return outcomes;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** A statement that was made by joining strings, as ours never are. */
const groupsNamed = (text: string): string => `select distinct owner_id from holdfast.selection_group where name = '${text}'`;
const owners = `select distinct owner_id from holdfast.selection_group`;
const privilege = "42501";

describe("SQL put into a request's statement", () => {
  it("[SC-01] sees one's own rows only, whatever the condition becomes", async () => {
    expect(await asUser(ann, groupsNamed("' or true --"), owners)).toEqual([[{ owner_id: ann }], [{ owner_id: ann }]]);
    expect(await asUser(ann, groupsNamed("' union all select user_id from holdfast.held_token --"))).toEqual([
      [{ owner_id: ann }],
    ]);
  });

  it("[SC-01] cannot become somebody else by set_config in a sub-select", async () => {
    const forged = groupsNamed(`' or (select set_config('holdfast.user_id', '${bob}', true)) is not null --`);
    expect(await asUser(ann, forged, owners)).toEqual([{ refused: privilege }, [{ owner_id: ann }]]);
    // Not by way of the view behind SHOW and SET either.
    const settings = `update pg_settings set setting = '${bob}' where name = 'holdfast.user_id'`;
    const [outcome, after] = await asUser(ann, settings, owners);
    expect(after).toEqual([{ owner_id: ann }]);
    expect(outcome).toEqual({ refused: privilege });
  });

  it.each(["reset role", "set role holdfast_writer", "set local role holdfast_owner", "commit"])(
    "[SC-01] cannot add a second statement: %s",
    async (statement) => {
      // 42601: cannot insert multiple commands into a prepared statement.
      expect(await asUser(ann, groupsNamed(`'; ${statement}; --`), owners)).toEqual([{ refused: "42601" }, [{ owner_id: ann }]]);
    },
  );

  it("[SC-01] reads no password hash, no hash of a token, no journal and no table of the system's secrets", async () => {
    const closed = [
      "select * from holdfast.credential",
      "select hash from holdfast.issued_token",
      "select * from holdfast.journal",
      "select * from pg_authid",
    ];
    expect(await asUser(ann, ...closed)).toEqual(closed.map(() => ({ refused: privilege })));
  });

  it("[SC-01] changes neither selections nor the trail nor the catalogue, not even one's own", async () => {
    const changes = [
      "delete from holdfast.selection",
      "update holdfast.selection_group set name = 'x'",
      "delete from holdfast.audit_event",
      "update holdfast.audit_event set action = 'x'",
      "delete from holdfast.record",
      "truncate holdfast.record",
    ];
    expect(await asUser(ann, ...changes)).toEqual(changes.map(() => ({ refused: privilege })));
  });

  it("[SC-01] is told the same of a user who exists and of one who does not", async () => {
    const insert = (userId: string) =>
      `insert into holdfast.held_token (id, user_id, provider, status, access_token, token_type, created_at, updated_at)
       values ('${randomUUID()}', '${userId}', 'mail', 'active', 'x', 'Bearer', now(), now())`;
    expect(await asUser(ann, insert(bob), insert(randomUUID()))).toEqual([{ refused: privilege }, { refused: privilege }]);
  });
});

describe("a connection that goes back to the pool", () => {
  it("[SC-01, L-30] carries neither role nor user into the next transaction", async () => {
    await asUser(bob, owners);
    const { rows } = await pool.query("select current_user::text as role, current_setting('holdfast.user_id', true) as setting");
    // Not null: a setting that was once set reads as the empty string.
    expect(rows).toEqual([{ role: "test_request", setting: "" }]);
    // The login itself may not even look into the schema.
    await expect(pool.query("select holdfast.current_user_id()")).rejects.toMatchObject({ code: privilege });
  });

  it("[SC-01] in a transaction without a user is nobody", async () => {
    // Somebody was there before, on the same connection.
    await asUser(bob, owners);
    const nobody = [[{ user: null }], [], []];
    const looks = ["select holdfast.current_user_id() as user", owners, "select id from holdfast.held_token"];
    expect(await asUser(undefined, ...looks)).toEqual(nobody);
  });

  it("[SC-01] lets the login of requests become holdfast_app and nothing else", async () => {
    for (const role of ["holdfast_writer", "holdfast_owner", "test_worker", "postgres"])
      await expect(pool.query(`set role ${role}`)).rejects.toMatchObject({ code: privilege });
    await expect(pool.query("select id from holdfast.selection")).rejects.toMatchObject({ code: privilege });
  });
});

describe("the API", () => {
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await app.fetch(new Request(`http://holdfast.test/api/v1${path}`, init));
    return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const json = (body: unknown, token = "") => ({
    method: "POST",
    headers: { "content-type": "application/json", ...(token === "" ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

  it("[SC-01] [SC-02, L-30] answers the same for what is somebody else's and what does not exist", async () => {
    const credentials = { email: "carol@example.org", password: "correct horse battery" };
    await call("/accounts", json(credentials));
    const { token } = (await call("/sessions", json({ ...credentials, transport: "bearer" }))).body as { token: string };
    const [theirs] = await database.query<{ id: string; operation: string }>(
      `select selection_group.id, operation.id as operation from holdfast.selection_group, holdfast.operation
       where owner_id = $1 and is_default and operation.user_id = $1 and operation.kind = 'select'`,
      [ann],
    );
    const perform = async (change: unknown, operationId: string = randomUUID()) => {
      const { status, body } = await call("/operations", json({ operationId, change }, token));
      const { code, detail, action } = body as Record<string, string>;
      return { status, code, told: `${detail} ${action}` };
    };
    for (const kind of ["rename_group", "delete_group", "make_default", "clear_all"]) {
      const on = async (group: string) => {
        const answer = await perform({ kind, group, name: "Mine now" });
        return { ...answer, told: answer.told.replaceAll(group, "GROUP") };
      };
      expect([kind, await on(theirs!.id)]).toEqual([kind, await on(randomUUID())]);
      expect(await on(theirs!.id)).toMatchObject({ status: 404 });
    }
    // Names and operation ids are each user's own: one that somebody else uses is free.
    expect(await perform({ kind: "create_group", name: onlyAnns }, theirs!.operation)).toMatchObject({ status: 200 });
  });
});
