// The application as it is taken over: its tables are there before Holdfast, and stay its own.
import { randomUUID } from "node:crypto";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LawLibrary, openLawLibrary } from "./law-library.js";
import { type ApplicationBefore, applicationBefore } from "./testing.js";

const database = testDatabase();
let before: ApplicationBefore;
let library: LawLibrary;

beforeAll(async () => {
  before = await applicationBefore(database);
  library = await openLawLibrary(before.settings);
});
afterAll(async () => {
  await library.close();
  await before.remove();
});

it("[DX-02] [SE-16] keeps what members of the application mark among its laws, across restarts, in plain ids", async () => {
  const { members, laws } = before;
  const answer = await library.holdfast.selections.perform(
    { userId: members.ada },
    { operationId: randomUUID(), change: { kind: "bulk_select", recordIds: [laws.water, laws.fire] } },
  );
  expect(answer).toMatchObject({ added: 2, count: 2 });
  await library.close();
  library = await openLawLibrary(before.settings);
  expect(await library.markedLaws(members.ada)).toEqual(["Fire Safety Order", "Water Act"]);
  expect(await library.markedLaws(members.bob)).toEqual([]);
});

it("[DX-02] keeps what members connected, and reveals it where it is used", async () => {
  const { ada, bob } = before.members;
  await library.holdfast.tokens.put({ userId: ada }, { provider: "github" }, { accessToken: "gho_example" });
  const token = await library.holdfast.tokens.get(ada, "github");
  expect(token.status === "active" && token.accessToken.reveal()).toBe("gho_example");
  expect(await library.holdfast.tokens.get(bob, "github")).toEqual({ status: "absent" });
});

it("[SE-15] [SE-16] leaves the application in charge of its members, and its laws where somebody marked them", async () => {
  const { members, laws } = before;
  await expect(database.query("delete from laws where id = $1", [laws.water])).rejects.toThrow("Records are never deleted");
  await database.query("delete from members where id = $1", [members.ada]);
  expect(await library.markedLaws(members.ada)).toEqual([]);
  expect(await database.query("select count(*)::integer as laws from laws")).toEqual([{ laws: 2 }]);
});
