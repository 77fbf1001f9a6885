// A token's whole way: kept and read from the command line and over HTTP, sealed in the database, revoked, and never in anything printed.
import { createHoldfastClient, type HoldfastClient } from "@holdfast/client";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { onDatabase } from "./stage/external-database.js";
import { type Ended, runProgram } from "./stage/program.js";
import { type Server, startServer } from "./stage/server.js";

const password = "correct horse battery";
// No parts in common, so that a find says which one it was.
const secrets = {
  access: "gho_ACCESSPPqJ7fVb1xQwZ2",
  refresh: "ghr_REFRESH9tYk3LmN8sDc4",
  overHttp: "ya29_HTTPa6Rg5HjU0oIe2Wv",
  password,
} as const;

const database = testDatabase();
let directory: EmptyDirectory;
let server: Server;
let client: HoldfastClient;
/** Everything that was printed, but for what `tokens get` is there to print. */
const printed: string[] = [];

const holdfast = async (words: readonly string[], input = ""): Promise<Ended> => {
  const environment = { HOLDFAST_URL: server.started.url, XDG_CONFIG_HOME: directory.path };
  const ended = await runProgram(words, { directory: directory.path, environment, input });
  printed.push(ended.errors, ...(words[1] === "get" ? [] : [ended.output]));
  return ended;
};

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  server = await startServer({
    directory: directory.path,
    environment: { ...onDatabase(database), HOLDFAST_LOG_LEVEL: "debug" },
  });
  const email = "ada@example.org";
  await holdfast(["register", "--email", email, "--password-stdin"], password);
  const anonymous = createHoldfastClient({ baseUrl: server.started.url });
  const { token } = await anonymous.call("signIn", { body: { email, password, transport: "bearer" } });
  client = createHoldfastClient({ baseUrl: server.started.url, token: token! });
});
afterAll(async () => {
  await server?.stop();
  await directory.remove();
});

describe("a token", () => {
  it("[TK-01] is kept from the command line and read there and over HTTP", async () => {
    const put = await holdfast(["tokens", "put", "github", "--refresh-token-stdin"], `${secrets.access}\n${secrets.refresh}\n`);
    expect([put.exitCode, put.output]).toEqual([0, "Kept the token of github.\n"]);
    expect(await holdfast(["tokens", "get", "github"])).toMatchObject({ exitCode: 0, output: `${secrets.access}\n`, errors: "" });
    const got = await client.call("getToken", { params: { provider: "github" }, query: {} });
    expect(got).toMatchObject({ status: "active", accessToken: secrets.access });
  });

  it("[TK-01] [TK-02] is kept over HTTP under an account of its own and read from the command line", async () => {
    const body = { accessToken: secrets.overHttp, scopes: ["mail"] };
    await client.call("putToken", { params: { provider: "google" }, query: { account: "work" }, body });
    const got = await holdfast(["tokens", "get", "google", "--account", "work"]);
    expect([got.exitCode, got.output]).toEqual([0, `${secrets.overHttp}\n`]);
    expect((await holdfast(["tokens", "get", "google"])).exitCode).toBe(66);
    const list = await holdfast(["tokens", "list", "--json"]);
    expect(
      list.output
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { provider: string }).provider)
        .toSorted(),
    ).toEqual(["github", "google"]);
  });

  it("[TK-07] is ciphertext in the database, in every column and every table", async () => {
    const [row] = await database.query<{ access: Buffer; refresh: Buffer; key: string }>(
      "select access_token as access, refresh_token as refresh, key_id as key from holdfast.held_token where provider = 'github'",
    );
    expect(row!.key).not.toBe("");
    for (const sealed of [row!.access, row!.refresh]) expect(sealed.length).toBeGreaterThan(secrets.access.length);
    // As text and as bytea prints it.
    const forms = Object.values(secrets).flatMap((secret) => [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64"),
    ]);
    const tables = await database.query<{ name: string }>(
      "select quote_ident(relname) as name from pg_class where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p')",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const found = await database.query(
        `select row_to_json(entry)::text as entry from holdfast.${name} as entry
         where exists (select from unnest($1::text[]) as form where position(form in row_to_json(entry)::text) > 0)`,
        [forms],
      );
      expect([name, found]).toEqual([name, []]);
    }
  });

  it("[TK-13] once revoked is not served any more, neither there nor over HTTP, and its ciphertext is gone", async () => {
    expect((await holdfast(["tokens", "revoke", "github"])).output).toBe(
      "Revoked the token of github. It is not served any more.\n",
    );
    const got = await holdfast(["tokens", "get", "github"]);
    expect([got.exitCode, got.output]).toEqual([77, ""]);
    expect(got.errors).toContain("The token of github was revoked");
    expect(await client.call("getToken", { params: { provider: "github" }, query: {} })).toMatchObject({ status: "revoked" });
    expect(await database.query("select access_token, refresh_token from holdfast.held_token where provider = 'github'")).toEqual(
      [{ access_token: null, refresh_token: null }],
    );
  });

  it("[SC-05] is in nothing that the server or a command printed, at the most talkative log level", async () => {
    // Things that go wrong are told in the log, too: they are what leaks.
    const { url } = server.started;
    const wrong = { "content-type": "application/json", authorization: `Bearer ${secrets.access}` };
    await fetch(`${url}/api/v1/tokens/github?account=${secrets.access}`, { headers: wrong });
    await fetch(`${url}/api/v1/tokens/github`, { method: "PUT", headers: wrong, body: `{"accessToken":"${secrets.overHttp}"` });
    await client
      .call("putToken", {
        params: { provider: "github" },
        query: {},
        body: { accessToken: secrets.access, scopes: [7] } as never,
      })
      .catch(() => undefined);
    const { output, errors } = await server.stop();
    const everything = [output, errors, ...printed].join("\n");
    expect(everything.length).toBeGreaterThan(1000);
    expect(Object.entries(secrets).filter(([, secret]) => everything.includes(secret))).toEqual([]);
    expect(everything).not.toMatch(/hfs_[A-Za-z0-9]{20}/);
  });
});
