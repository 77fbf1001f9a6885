// Tokens and selections through the command line, against a server that runs as a process.
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, runWords } from "../testing/run-words.js";
import { type ServerProcess, startServerProcess } from "../testing/start-server-process.js";

const test = testDatabase();
let directory: string;
let server: ServerProcess;
/** An authorization server that mints a new access token whenever it is asked. */
const provider = createServer((_, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ access_token: "minted", token_type: "bearer", expires_in: 3600 }));
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-tokens-"));
  await once(provider.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const endpoints = { authorizationEndpoint: `${origin}/authorize`, tokenEndpoint: `${origin}/token` };
  const options = { displayName: "The minter", clientId: "cli", clientSecret: "of the client", scopes: ["mint"], ...endpoints };
  await writeFile(join(directory, "providers.json"), JSON.stringify({ minter: options }));
  const urls = { DATABASE_URL: test.requestUrl, DATABASE_ADMIN_URL: test.ownerUrl, DATABASE_WORKER_URL: test.workerUrl };
  server = await startServerProcess(
    ["--port", "0", "--data-directory", "data", "--sample-catalogue", "--providers-file", "providers.json"],
    urls,
    directory,
  );
  await run(["register", "--email", "me@example.org", "--password-stdin"], "correct horse battery\n");
}, 60_000);
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended();
  provider.closeAllConnections();
  provider.close();
  await rm(directory, { recursive: true, force: true });
});

const run = (words: readonly string[], input = "", environment: Readonly<Record<string, string>> = {}) =>
  runWords(words, { input, environment: { XDG_CONFIG_HOME: directory, HOLDFAST_URL: server.url, ...environment } });

it("[TK-01] keeps a token from standard input, prints it alone for scripts, and never after it was revoked", async () => {
  const put = await run(
    ["tokens", "put", "github", "--access-token-stdin", "--scope", "repo", "user", "--expires-in", "3600"],
    "gho_secret\n",
  );
  expect(put).toMatchObject({ exitCode: 0, errors: "" });
  expect(await run(["tokens", "get", "github"])).toEqual({ exitCode: 0, output: "gho_secret\n", errors: "" });
  const [listed] = jsonLines((await run(["tokens", "list", "--json"])).output);
  expect(listed).toMatchObject({ provider: "github", status: "active", scopes: ["repo", "user"] });
  expect(JSON.stringify(listed)).not.toContain("gho_secret");
  expect((await run(["tokens", "revoke", "github"])).exitCode).toBe(0);
  const after = await run(["tokens", "get", "github"]);
  expect([after.exitCode, after.output]).toEqual([77, ""]);
  expect(after.errors).toContain("The token of github was revoked");
});

it("[TK-02] tells an absent token from an expired one, and accounts of one provider apart", async () => {
  expect((await run(["tokens", "get", "nobody"])).exitCode).toBe(66);
  await run(["tokens", "put", "old", "--access-token-stdin", "--expires-at", "2020-01-01T00:00:00Z"], "x");
  expect(await run(["tokens", "get", "old"])).toMatchObject({
    exitCode: 77,
    errors: expect.stringContaining("has expired") as unknown,
  });
  await run(["tokens", "put", "mail", "--account", "work", "--refresh-token-stdin"], "access\nrefresh\n");
  expect((await run(["tokens", "get", "mail"])).exitCode).toBe(66);
  expect((await run(["tokens", "get", "mail", "--account", "work"])).output).toBe("access\n");
  expect(jsonLines((await run(["tokens", "list", "--json"])).output).find(({ provider }) => provider === "mail")).toMatchObject({
    hasRefreshToken: true,
  });
});

it("[TK-19, TK-23] lists the services that are configured, and refreshes a token of one now", async () => {
  const providers = jsonLines((await run(["tokens", "providers", "--json"])).output);
  expect(providers).toEqual([{ provider: "minter", displayName: "The minter", scopes: ["mint"] }]);
  await run(["tokens", "put", "minter", "--refresh-token-stdin"], "put by hand\nrefresh with this\n");
  const refreshed = await run(["tokens", "refresh", "minter"]);
  expect([refreshed.exitCode, refreshed.output]).toEqual([0, expect.stringContaining("Refreshed the token of minter")]);
  expect((await run(["tokens", "get", "minter"])).output).toBe("minted\n");
  await run(["tokens", "put", "minter", "--account", "bare", "--access-token-stdin"], "without a refresh token\n");
  expect((await run(["tokens", "refresh", "minter", "--account", "bare"])).exitCode).not.toBe(0);
  expect((await run(["tokens", "refresh", "nobody"])).exitCode).toBe(66);
});

it("[SC-05] warns of a secret on the command line, and refuses an empty one", async () => {
  const warned = await run(["tokens", "put", "shown", "--access-token", "visible"]);
  expect([warned.exitCode, warned.errors]).toEqual([0, expect.stringContaining("can be seen in the list of processes")]);
  expect(await run(["tokens", "put", "empty", "--access-token-stdin"], "\n")).toMatchObject({ exitCode: 65 });
});

it("[SE-07] selects all that match but the exceptions, and clears", async () => {
  const all = jsonLines((await run(["selections", "select", "--all", "--text", "education", "--json"])).output)[0]!;
  const [first, second] = jsonLines((await run(["selections", "show", "--json"])).output).map(
    ({ record }) => (record as { id: string }).id,
  );
  await run(["selections", "clear"]);
  const some = await run(["selections", "select", "--text", "education", "--except", first!, second!, "--json"]);
  expect(jsonLines(some.output)[0]).toMatchObject({ added: Number(all["added"]) - 2, excluded: 2 });
  expect(jsonLines((await run(["selections", "deselect", "--all", "--json"])).output)[0]).toMatchObject({ count: 0 });
  expect(jsonLines((await run(["selections", "select", first!, "--json"])).output)[0]).toMatchObject({ added: 1, count: 1 });
  expect(await run(["selections", "select"])).toMatchObject({ exitCode: 65 });
  expect(await run(["selections", "show", "--group", "nothing"])).toMatchObject({ exitCode: 66 });
});

it("[TK-16] [TK-18] fills and compares the memory of the running server, for administrators", async () => {
  expect((await run(["cache", "warm"])).exitCode).toBe(77);
  await test.query("update holdfast.app_user set role = 'admin' where email = 'me@example.org'");
  const [warmed] = jsonLines((await run(["cache", "warm", "--most", "10", "--json"])).output);
  expect(warmed).toMatchObject({ state: "done" });
  const [compared] = jsonLines((await run(["cache", "reconcile", "--json"])).output);
  expect(compared).toMatchObject({ memory: "server", url: server.url, outdated: 0, missing: 0, ahead: 0 });
  expect((await run(["cache", "reconcile"])).output).toContain(`in the memory of ${server.url}`);
  await test.query("update holdfast.app_user set role = 'user' where email = 'me@example.org'");
});

it("[TK-06] lists the devices that are signed in, and ends one and all others", async () => {
  await run(["login", "--email", "me@example.org", "--password-stdin"], "correct horse battery\n", {
    XDG_CONFIG_HOME: join(directory, "other"),
  });
  const before = jsonLines((await run(["sessions", "list", "--json"])).output);
  expect(before.filter(({ current }) => current === true)).toHaveLength(1);
  const other = before.find(({ current }) => current === false);
  expect(other).toMatchObject({
    address: "127.0.0.1",
    lastUsedAt: expect.any(String) as unknown,
    userAgent: expect.any(String) as unknown,
  });
  expect((await run(["sessions", "list"])).output).toMatch(/^ID .*DEVICE .*ADDRESS .*LAST USED/);
  expect((await run(["sessions", "end", String(other!["id"])])).exitCode).toBe(0);
  expect((await run(["sessions", "end", String(other!["id"])])).exitCode).toBe(66);
  expect((await run(["sessions", "end", "--others"])).output).toMatch(/^Ended \d+ other/);
  expect(jsonLines((await run(["sessions", "list", "--json"])).output)).toHaveLength(1);
  expect(await run(["sessions", "end"])).toMatchObject({ exitCode: 65 });
});

it("[TK-13] shows administrators the token cache of the server, and whether it is believed", async () => {
  const refused = await run(["cache", "status"]);
  expect([refused.exitCode, refused.output]).toEqual([77, ""]);
  const urls = { DATABASE_URL: test.requestUrl, DATABASE_WORKER_URL: test.workerUrl };
  await run(["users", "role", "me@example.org", "admin"], "", urls);
  const [status] = jsonLines((await run(["cache", "status", "--json"])).output);
  expect(status).toMatchObject({ isBelieved: true, changeFeed: { connected: true } });
  const shown = await run(["cache", "status"]);
  expect([shown.exitCode, shown.output]).toEqual([0, expect.stringMatching(/^In memory .*\n[^]*Memory is believed\.\n$/)]);
});

it("[TK-06] keeps the session of a login for this user alone, and forgets it at logout", async () => {
  expect((await stat(join(directory, "holdfast", "credentials.json"))).mode & 0o777).toBe(0o600);
  const wrong = await run(["login", "--email", "me@example.org", "--password-stdin"], "not the password");
  expect([wrong.exitCode, wrong.output]).toEqual([77, ""]);
  expect((await run(["tokens", "list"], "", { HOLDFAST_TOKEN: "hfs_nothing" })).exitCode).toBe(77);
  expect((await run(["logout"])).output).toContain("Signed out");
  expect((await run(["tokens", "list", "--json"])).errors).toContain("You are not signed in");
});

it("[DX-06] says what to do when no server answers", async () => {
  const { exitCode, errors } = await run(["tokens", "list"], "", { HOLDFAST_URL: "http://127.0.0.1:9", HOLDFAST_TOKEN: "x" });
  expect(exitCode).toBe(69);
  expect(errors).toContain("See whether the server runs (`holdfast serve`)");
});
