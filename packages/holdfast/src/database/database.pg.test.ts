// The way into PostgreSQL: one statement at a time, in a transaction with its role and its user, and none outside.
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../runtime/log.js";
import { addUsers } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createDatabase, type Database } from "./database.js";
import type { Queryable, Statement } from "./statement.js";

const test = testDatabase();

describe.each([true, false])("with prepared statements: %s", (preparedStatements) => {
  let database: Database;

  beforeAll(() => {
    const { requestUrl, workerUrl } = test;
    const limits = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 5_000 };
    database = createDatabase({ requestUrl, workerUrl, preparedStatements, log: silentLog, ...limits });
  });
  afterAll(() => database.close());

  it("[SC-01] a statement cannot be followed by another in the same text, with values or without", async () => {
    const [userId] = await addUsers(test, 1);
    const run = (text: string, values: readonly unknown[]) =>
      database.asUser(userId!, (db) => db.query({ name: text, text, values }));
    // 42601: cannot insert multiple commands into a prepared statement.
    await expect(run("select 1; reset role", [])).rejects.toMatchObject({ code: "42601" });
    await expect(run("select $1::integer; reset role", [1])).rejects.toMatchObject({ code: "42601" });
    expect(await run("select current_user::text as role", [])).toEqual([{ role: "holdfast_app" }]);
  });

  describe.each(["read committed", "single reads"] as const)("%s", (mode) => {
    it("[SC-01] every statement runs as its role and its user, and nothing of them outlives the transaction", async () => {
      const [ann, ben] = await addUsers(test, 2);
      const seen = (userId: UserId) => database.asUser(userId, who, mode);
      expect(await seen(ann!)).toEqual([{ role: "holdfast_app", user_id: ann }]);
      expect(await seen(ben!)).toEqual([{ role: "holdfast_app", user_id: ben }]);
      expect(await database.asSystem(who, mode)).toEqual([{ role: "holdfast_writer", user_id: "" }]);
    });

    it("[SC-01] a failed statement rolls back and leaves a connection that works", async () => {
      const [userId] = await addUsers(test, 1);
      const divide = (by: number) => database.asUser(userId!, (db) => db.query(division(by)), mode);
      await expect(divide(0)).rejects.toMatchObject({ code: "22012" });
      expect(await divide(2)).toEqual([{ result: 3 }]);
      // Also where the statement's name is known to the connection already, and where the values cannot even be sent.
      await expect(divide(0)).rejects.toMatchObject({ code: "22012" });
      await expect(divide(circular as unknown as number)).rejects.toThrow(/circular/);
      expect(await divide(3)).toEqual([{ result: 2 }]);
      expect(await database.asUser(userId!, who, mode)).toEqual([{ role: "holdfast_app", user_id: userId }]);
    });
  });

  it("[SC-01] nothing runs where the role could not be taken, also after the failure was caught", async () => {
    const { requestUrl } = test;
    const limits = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 5_000 };
    const other = createDatabase({ requestUrl, workerUrl: requestUrl, preparedStatements, log: silentLog, ...limits });
    const outcomes = await other.asSystem(async (db) => {
      const together = await Promise.allSettled([who(db), who(db)]);
      return [...together, ...(await Promise.allSettled([who(db)]))];
    });
    await other.close();
    expect(outcomes).toHaveLength(3);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: "rejected", reason: { code: "42501" } });
  });

  it("[SC-01] a single read cannot write", async () => {
    const [userId] = await addUsers(test, 1);
    const text = "update holdfast.app_user set id = id where id = $1";
    const write = database.asSystem((db) => db.query({ name: "write", text, values: [userId] }), "single reads");
    await expect(write).rejects.toMatchObject({ cause: { code: "25006" } });
  });

  it("[PF-03] a single read is one question: everything goes out before the first answer is awaited", async () => {
    const [userId] = await addUsers(test, 1);
    const line = await listenIn(test.requestUrl);
    const limits = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 5_000 };
    const watched = createDatabase({ requestUrl: line.url, workerUrl: line.url, preparedStatements, log: silentLog, ...limits });
    const read = () => watched.asUser(userId!, who, "single reads");
    await read();
    line.forget();
    await read();
    const asked = line.questions();
    await watched.close();
    line.close();
    // S is Sync and Q a simple query: after each a server answers before it goes on.
    expect(asked.filter((type) => "SQ".includes(type))).toEqual(["S"]);
  });

  it("[L-06] a connection that ends together with its first answer fails one call and not the process", async () => {
    const line = await endAtFirstAnswer(test.workerUrl);
    const limits = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 5_000 };
    const cut = createDatabase({ requestUrl: line.url, workerUrl: line.url, preparedStatements, log: silentLog, ...limits });
    await expect(cut.asSystem(who)).rejects.toMatchObject({ code: "database_unavailable" });
    line.mend();
    expect(await cut.asSystem(who)).toMatchObject([{ role: "holdfast_writer" }]);
    await cut.close();
    line.close();
  });
});

const who = (db: Queryable) =>
  db.query({
    name: "who",
    text: "select current_user::text as role, coalesce(current_setting('holdfast.user_id', true), '') as user_id",
    values: [],
  });

const division = (by: number): Statement => ({ name: "division", text: "select 6 / $1::integer as result", values: [by] });

const circular: { self?: unknown } = {};
circular.self = circular;

/** A line to the database whose questions are overheard. */
async function listenIn(target: string) {
  const { hostname, port } = new URL(target);
  let heard: Buffer[] = [];
  const server = createServer((client) => {
    client.on("data", (chunk) => void heard.push(chunk));
    client.pipe(createConnection({ host: hostname, port: Number(port) })).pipe(client);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    forget: () => void (heard = []),
    /** The type of each message since: one letter, and then its length. */
    questions: () => {
      const bytes = Buffer.concat(heard);
      const types: string[] = [];
      for (let at = 0; at < bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) types.push(String.fromCharCode(bytes[at]!));
      return types;
    },
    close: () => void server.close(),
  };
}

/** A line to the database on which a shutdown's farewell comes in one packet with "ready for query", until it is mended. */
async function endAtFirstAnswer(target: string) {
  const { hostname, port } = new URL(target);
  const ready = Buffer.from("Z\0\0\0\x05I", "latin1");
  const fields = Buffer.from("SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0", "latin1");
  const farewell = Buffer.concat([Buffer.from("E"), Buffer.alloc(4), fields]);
  farewell.writeUInt32BE(4 + fields.length, 1);
  let isMended = false;
  const server = createServer((client) => {
    const upstream = createConnection({ host: hostname, port: Number(port) });
    client.pipe(upstream);
    upstream.on("data", (chunk) => {
      if (isMended || !chunk.includes(ready)) client.write(chunk);
      else client.end(Buffer.concat([chunk, farewell]));
    });
    for (const end of [client, upstream]) end.on("error", () => undefined);
    upstream.once("end", () => client.end());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: url.href, mend: () => void (isMended = true), close: () => void server.close() };
}
