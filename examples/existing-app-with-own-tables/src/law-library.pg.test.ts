// The application as it is taken over: its tables are there before Holdfast, and stay its own.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKey } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LawLibrary, openLawLibrary } from "./law-library.js";

const database = testDatabase();
const ada = { userId: randomUUID() };
const bob = { userId: randomUUID() };
const water = randomUUID();
const fire = randomUUID();
let journalDirectory: string;
let library: LawLibrary;

const open = () => openLawLibrary({ databaseUrl: database.ownerUrl, journalDirectory });

beforeAll(async () => {
  process.env["HOLDFAST_KEYRING"] = generateKey().reveal();
  journalDirectory = await mkdtemp(join(tmpdir(), "holdfast-example-"));
  // The application's database as it was before: without Holdfast.
  await database.query("drop schema holdfast cascade");
  await database.query("create table members (id uuid primary key, nick text not null unique)");
  await database.query("create table laws (id uuid primary key, name text not null, in_force_since date)");
  await database.query("insert into members (id, nick) values ($1, 'ada'), ($2, 'bob')", [ada.userId, bob.userId]);
  await database.query("insert into laws (id, name) values ($1, 'Water Act'), ($2, 'Fire Safety Order')", [water, fire]);
  library = await open();
});
afterAll(async () => {
  await library.close();
  await rm(journalDirectory, { recursive: true });
});

it("[DX-02] [SE-16] keeps what members of the application mark among its laws, across restarts, in plain ids", async () => {
  const answer = await library.holdfast.selections.perform(ada, {
    operationId: randomUUID(),
    change: { kind: "bulk_select", recordIds: [water, fire] },
  });
  expect(answer).toMatchObject({ added: 2, count: 2 });
  await library.close();
  library = await open();
  expect(await library.markedLaws(ada.userId)).toEqual(["Fire Safety Order", "Water Act"]);
  expect(await library.markedLaws(bob.userId)).toEqual([]);
});

it("[DX-02] keeps what members connected, and reveals it where it is used", async () => {
  await library.holdfast.tokens.put(ada, { provider: "github" }, { accessToken: "gho_example" });
  const token = await library.holdfast.tokens.get(ada.userId, "github");
  expect(token.status === "active" && token.accessToken.reveal()).toBe("gho_example");
  expect(await library.holdfast.tokens.get(bob.userId, "github")).toEqual({ status: "absent" });
});

it("[SE-15] [SE-16] leaves the application in charge of its members, and its laws where somebody marked them", async () => {
  await expect(database.query("delete from laws where id = $1", [water])).rejects.toThrow("Records are never deleted");
  await database.query("delete from members where id = $1", [ada.userId]);
  expect(await library.markedLaws(ada.userId)).toEqual([]);
  expect(await database.query("select count(*)::integer as laws from laws")).toEqual([{ laws: 2 }]);
});
