// Passwords and addresses over HTTP: changed, reset by mail, verified by mail.
import { createMailbox, createRateLimits, systemClock } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
const waiting = new Set<() => void>();
const mailbox = createMailbox(systemClock, () => {
  for (const look of [...waiting]) look();
});
const minute = 60_000;
const rules = { login: { points: 1000, windowMs: minute }, account: { points: 5, windowMs: minute } };
let server: LiveServer;
beforeAll(async () => {
  const mail = { transport: mailbox, linkOrigin: () => "https://holdfast.example" };
  server = await liveServer(database, { mail, rateLimits: createRateLimits({ rules }) });
});
afterAll(() => server.close());

const post = (path: string, body: unknown, headers = {}) => server.api(path, jsonRequest("POST", body, headers));
const put = (path: string, body: unknown, headers = {}) => server.api(path, jsonRequest("PUT", body, headers));

/** Resolves with the token of the link, when the message has come. */
function linkTo({ account }: Pick<Person, "account">, path: string): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      const text = mailbox.messages().find((message) => message.to === account.email && message.text.includes(path))?.text;
      const token = /#token=(\S+)/.exec(text ?? "")?.[1];
      if (token === undefined) return;
      waiting.delete(look);
      resolve(token);
    };
    waiting.add(look);
    look();
  });
}

const statusWith = async (password: string, email: string) =>
  (await post("/sessions", { email, password, transport: "bearer" })).status;

describe("the password", () => {
  it("[AC-01] is changed by who knows it; the other sessions end, this one stays", async () => {
    const ada = await server.join("ada");
    const other = await server.signIn(ada);
    const wrong = await put("/me/password", { current: "not this one", next: "a new pass phrase" }, ada.as);
    expect([wrong.status, (await problemOf(wrong)).code]).toEqual([401, "credentials_refused"]);
    const changed = await put("/me/password", { current: ada.password, next: "a new pass phrase" }, ada.as);
    expect([changed.status, await changed.json()]).toEqual([200, { revokedSessions: 2 }]);
    expect((await server.api("/me", { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(401);
    expect((await server.api("/me", { headers: ada.as })).status).toBe(200);
    expect([await statusWith(ada.password, ada.account.email), await statusWith("a new pass phrase", ada.account.email)]).toEqual(
      [401, 201],
    );
  });

  it("[SC-06] cannot be guessed through a stolen session", async () => {
    const bea = await server.join("bea");
    const guess = async () => (await put("/me/password", { current: "a wrong guess", next: "a new pass phrase" }, bea.as)).status;
    const guesses = [];
    for (let one = 0; one < 6; one += 1) guesses.push(await guess());
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it("[AC-01] is reset by the link that was mailed, once, and every session ends", async () => {
    const cyd = await server.join("cyd");
    expect((await post("/password-resets", { email: cyd.account.email })).status).toBe(202);
    const token = await linkTo(cyd, "/reset-password");
    const password = "quite another pass phrase";
    expect((await post("/password-resets/complete", { token, password })).status).toBe(204);
    expect((await server.api("/me", { headers: cyd.as })).status).toBe(401);
    expect(await statusWith(password, cyd.account.email)).toBe(201);
    const again = await post("/password-resets/complete", { token, password });
    expect([again.status, (await problemOf(again)).code]).toEqual([422, "link_refused"]);
  });
});

describe("asking for a link", () => {
  it("[SC-06] is answered alike with an account and without one, and throttled alike", async () => {
    const dee = await server.join("dee");
    const ask = async (email: string) => {
      const answers = [];
      for (let one = 0; one < 6; one += 1) {
        const response = await post("/password-resets", { email });
        answers.push([response.status, response.headers.get("content-type"), await response.text()]);
      }
      return answers;
    };
    const known = await ask(dee.account.email);
    expect(await ask("nobody@example.org")).toEqual(known);
    expect(known.map(([status]) => status)).toEqual([202, 202, 202, 202, 202, 429]);
    expect(await statusWith(dee.password, dee.account.email)).toBe(201);
  });
});

describe("the address", () => {
  it("[AC-01] is verified by the link that was mailed", async () => {
    const eli = await server.join("eli");
    expect(eli.account.emailVerifiedAt).toBeNull();
    expect((await post("/email-verifications", undefined, eli.as)).status).toBe(202);
    const token = await linkTo(eli, "/verify-email");
    expect((await post("/email-verifications/complete", { token })).status).toBe(204);
    const me = (await (await server.api("/me", { headers: eli.as })).json()) as { account: { emailVerifiedAt: string | null } };
    expect(me.account.emailVerifiedAt).toMatch(/^\d{4}-/);
    expect((await post("/email-verifications/complete", { token })).status).toBe(422);
  });
});

describe("secrets", () => {
  it("[SC-05] no link is in the log", () => {
    expect(server.logged.join("")).not.toMatch(/hf[psv]_|pass phrase/);
  });
});
