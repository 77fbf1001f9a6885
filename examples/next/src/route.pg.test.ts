// The exported route handlers, called as Next calls them: a web-standard Request in, a Response out. Next itself is not built here.
import { type ApplicationBefore, applicationBefore, expectMembersAtWork } from "@holdfast/example-law-library/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, it } from "vitest";
import { DELETE, GET, HEAD, PATCH, POST, PUT } from "../app/api/[[...holdfast]]/route.js";
import { GET as marked } from "../app/marked/route.js";
import { openedLibrary } from "./opened-library.js";

const database = testDatabase();
const url = "http://next.test";
const handlers = { DELETE, GET, HEAD, PATCH, POST, PUT };
let before: ApplicationBefore;

beforeAll(async () => {
  before = await applicationBefore(database);
  const { databaseUrl, journalDirectory } = before.settings;
  Object.assign(process.env, { DATABASE_URL: databaseUrl, JOURNAL_DIRECTORY: journalDirectory });
});
afterAll(async () => {
  await (await openedLibrary()).close();
  await before.remove();
});

/** What Next does with a request: the handler of its path and method, and the caller's address in a header. */
const throughNext: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set("x-forwarded-for", "192.0.2.7");
  if (new URL(request.url).pathname === "/marked") return marked(request);
  return handlers[request.method as keyof typeof handlers](request);
};

it("[DX-04] [SE-16] [AC-02] members of the application use selections, tokens and the event stream with the sessions they have", async () => {
  const library = await openedLibrary();
  await expectMembersAtWork({
    library,
    before,
    holdfastUrl: url,
    markedUrl: `${url}/marked`,
    address: "192.0.2.7",
    fetch: throughNext,
  });
});
