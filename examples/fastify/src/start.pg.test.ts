// Real requests to the whole application: its own routes and members, and everything of Holdfast below /holdfast.
import { type ApplicationBefore, applicationBefore, expectMembersAtWork } from "@holdfast/example-law-library/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, start } from "./start.js";

const database = testDatabase();
let before: ApplicationBefore;
let running: Running;

beforeAll(async () => {
  before = await applicationBefore(database);
  running = await start({ ...before.settings, port: 0 });
});
afterAll(async () => {
  await running.stop();
  await before.remove();
});

it("[DX-04] [SE-16] [AC-02] members of the application use selections, tokens and the event stream with the sessions they have", async () => {
  const { url, library } = running;
  await expectMembersAtWork({
    library,
    before,
    holdfastUrl: `${url}/holdfast`,
    markedUrl: `${url}/marked`,
    address: "127.0.0.1",
  });
});

it("[DX-04] leaves bodies of the application's own routes to its own parser", async () => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${running.url}/echo`, { method: "POST", headers, body: '{"a":1}' });
  expect(await response.json()).toEqual({ sent: { a: 1 } });
});
