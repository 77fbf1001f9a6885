// Keys and everybody's tokens from the command line, on a database without a server.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKey, Keyring, openTokenStore, type TokenStore } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, runWords } from "../testing/run-words.js";

const test = testDatabase();
const [oldKey, newKey] = [generateKey("k2025").reveal(), generateKey("k2026").reveal()];
const [ada, bob] = [randomUUID(), randomUUID()];
const secrets = /gho_secret|access-|refresh-/;
let directory: string;

const bothKeys = `${newKey},${oldKey}`;
const run = (words: readonly string[], keyring = bothKeys, more: Readonly<Record<string, string>> = {}) =>
  runWords(words, {
    workingDirectory: directory,
    environment: {
      DATABASE_URL: test.requestUrl,
      DATABASE_ADMIN_URL: test.ownerUrl,
      DATABASE_WORKER_URL: test.workerUrl,
      HOLDFAST_KEYRING: keyring,
      ...more,
    },
  });
const objects = async (words: readonly string[], keyring = bothKeys) =>
  jsonLines((await run([...words, "--json"], keyring)).output);

async function withStore(keyring: string, work: (store: TokenStore) => Promise<unknown>): Promise<void> {
  const store = await openTokenStore({
    database: { requestUrl: test.requestUrl, workerUrl: test.workerUrl },
    keyring: Keyring.parse(keyring),
    upkeep: { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 },
  });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-operations-"));
  for (const [id, name] of [
    [ada, "ada"],
    [bob, "bob"],
  ])
    await test.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [id, `${name}@example.org`]);
  await withStore(oldKey, async ({ tokens }) => {
    for (const userId of [ada, bob])
      await tokens.put({ userId }, { provider: "github" }, { accessToken: "gho_secret", expiresAt: "2040-01-01T00:00:00Z" });
    await tokens.put({ userId: ada }, { provider: "mail" }, { accessToken: "gho_secret" });
    await tokens.revoke({ userId: ada }, { provider: "mail" }, "Not needed");
    await tokens.mint({ kind: "session", userId: ada });
    await tokens.get(bob, "github");
  });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it("[TK-08] counts rows under each key, and fails when one that is needed is not there", async () => {
  const census = await run(["keys", "census"]);
  expect([census.exitCode, census.output]).toEqual([0, expect.stringMatching(/k2026 +current +0[^]*k2025 +opens only +\d/)]);
  const lost = await run(["keys", "census"], newKey);
  expect([lost.exitCode, lost.output]).toEqual([1, expect.stringContaining("the key k2025 is not in this keyring")]);
});

it("[TK-08] refuses to rotate to another key, to retire one in use, and to name one that is not there", async () => {
  expect((await run(["keys", "rotate", "--to", "k2025"])).errors).toContain("The key k2025 is not the current one");
  const used = await run(["keys", "retire", "k2025", "--dry-run"]);
  expect([used.exitCode, used.errors]).toEqual([65, expect.stringContaining("cannot be retired")]);
  expect(await run(["keys", "retire", "nothing"])).toMatchObject({ exitCode: 66, output: "" });
  expect(await run(["keys", "rotate", "--batch", "0"])).toMatchObject({ exitCode: 65 });
  expect(await run(["keys", "census"], "")).toMatchObject({ exitCode: 78 });
});

it("[TK-08] says which rows do not open, rotates the rest with progress, and goes on when they do", async () => {
  const [dry] = await objects(["keys", "rotate", "--dry-run"]);
  expect(dry).toMatchObject({ dryRun: true, resealed: 0 });
  const stuck = await run(["keys", "rotate"], newKey);
  expect([stuck.exitCode, stuck.output]).toEqual([1, expect.stringMatching(/did not open[^]*held_token .+, under k2025: /)]);
  const done = await run(["keys", "rotate", "--to", "k2026", "--batch", "1"]);
  expect(done.exitCode).toBe(0);
  expect(done.output).toMatch(/^\d rows of \d sealed anew under k2026\.\n/);
  expect(done.errors).toMatch(/Sealing anew \(rows\)/);
  expect(done.output + stuck.output).not.toMatch(secrets);
  expect((await run(["keys", "rotate"])).output).toContain("0 rows of 0");
  expect((await run(["keys", "retire", "k2025", "--dry-run"])).output).toContain("could be retired");
  expect(await run(["keys", "retire", "k2025"])).toMatchObject({ exitCode: 0 });
  const [census] = await objects(["keys", "census"], newKey);
  expect(census).toMatchObject({ currentId: "k2026", outdated: 0 });
});

it("[TK-07] [TK-08] opens every row, and names those that do not open without what is in them", async () => {
  const [fine] = await objects(["keys", "verify"], newKey);
  expect(fine).toMatchObject({ failed: 0, finished: true, keys: [{ keyId: "k2026", unopened: 0 }] });
  const bad = await run(["keys", "verify"], generateKey("k2026").reveal());
  expect([bad.exitCode, bad.output]).toEqual([
    1,
    expect.stringMatching(/0 rows of \d open[^]*held_token .+, under k2026: unseal_failed/),
  ]);
  expect(bad.output + bad.errors).not.toMatch(secrets);
  expect(bad.errors).toContain("Opening (rows)");
});

it("[TK-26] finds tokens of everybody without opening any", async () => {
  const held = await objects(["tokens", "search"], newKey);
  expect(held.map(({ provider }) => provider).toSorted()).toEqual(["github", "github", "mail"]);
  expect(JSON.stringify(held)).not.toMatch(secrets);
  const search = async (...words: readonly string[]) =>
    (await objects(["tokens", "search", ...words], newKey)).map(({ provider, kind }) => provider ?? kind);
  expect(await search("--user", bob)).toEqual(["github"]);
  expect(await search("--status", "revoked")).toEqual(["mail"]);
  expect(await search("--expires-before", "2041-01-01")).toEqual(["github", "github"]);
  expect(await search("--expires-before", "2039-01-01")).toEqual([]);
  expect(await search("--provider", "github", "--unused-since", "2026-01-01")).toEqual(["github"]);
  expect(await search("--issued", "--kind", "session", "--status", "valid")).toEqual(["session"]);
  expect(await search("--limit", "1")).toHaveLength(1);
  expect((await run(["tokens", "search", "--user", ada])).output).toMatch(/^ID .*PROVIDER/);
});

it("[TK-26] refuses what cannot be asked, and says why", async () => {
  expect(await run(["tokens", "search", "--status", "odd"])).toMatchObject({ exitCode: 65 });
  expect((await run(["tokens", "search", "--kind", "session"])).errors).toContain("Add --issued");
  expect(await run(["tokens", "search", "--issued", "--provider", "github"])).toMatchObject({ exitCode: 65 });
  expect(await run(["tokens", "search", "--user", "ada"])).toMatchObject({ exitCode: 65 });
  expect(await run(["tokens", "search", "--expires-before", "soon"])).toMatchObject({ exitCode: 65 });
});

it("[TK-25] describes a token with what happened to it, by id or by name, never the secret", async () => {
  const [mail] = await objects(["tokens", "search", "--provider", "mail"]);
  const inspected = await run(["tokens", "inspect", String(mail!["id"])]);
  expect(inspected.output).toMatch(/Service +mail \(default\)\nStatus +revoked/);
  expect(inspected.output).toMatch(/held_token_revoked .*Not needed/);
  expect(inspected.output).not.toMatch(secrets);
  const history = await objects(["tokens", "history", "mail", "--user", ada]);
  expect(
    history
      .map(({ action }) => action)
      .toReversed()
      .slice(0, 2),
  ).toEqual(["held_token_put", "held_token_revoked"]);
  expect(await objects(["tokens", "history", "mail", "--user", ada, "--limit", "1"])).toHaveLength(1);
  const [session] = await objects(["tokens", "search", "--issued"]);
  const [issued] = await objects(["tokens", "inspect", String(session!["id"]), "--user", ada]);
  expect(issued).toMatchObject({ issued: { kind: "session", status: "valid" } });
});

it("[TK-25] does not repeat what may be a token, and says when there is none", async () => {
  const refused = await run(["tokens", "inspect", "gho_secret"]);
  expect([refused.exitCode, refused.output + refused.errors]).toEqual([65, expect.not.stringMatching(secrets)]);
  expect(await run(["tokens", "inspect", randomUUID()])).toMatchObject({ exitCode: 66 });
  expect(await run(["tokens", "history", "mail", "--user", bob])).toMatchObject({ exitCode: 66 });
});

it("[TK-28] counts and removes what ended long ago", async () => {
  await test.query("update holdfast.held_token set revoked_at = now() - interval '40 days' where status = 'revoked'");
  expect((await run(["tokens", "sweep", "--dry-run"])).output).toContain("0 issued tokens and 0 held tokens");
  expect(await run(["tokens", "sweep", "--keep-held", "0"])).toMatchObject({ exitCode: 65 });
  expect((await objects(["tokens", "sweep", "--keep-held", "30", "--dry-run"]))[0]).toMatchObject({ held: 1, dryRun: true });
  expect((await run(["tokens", "sweep", "--keep-held", "30"])).output).toBe("Removed 0 issued tokens and 1 held token.\n");
  expect((await objects(["tokens", "search", "--status", "revoked"])).length).toBe(0);
});

it("[TK-09] takes a table over once, verified, and wipes it only when asked", async () => {
  await test.query("create table public.old_tokens (id serial primary key, owner uuid, service text, access_token text)");
  await test.query(
    "insert into public.old_tokens (owner, service, access_token) values ($1, 'drive', 'access-1'), ($2, 'drive', 'access-2')",
    [ada, bob],
  );
  const words = ["tokens", "import-plaintext", "--table", "old_tokens", "--columns", "userId=owner", "provider=service"];
  const left = async () =>
    (await test.query("select count(access_token)::integer as count from public.old_tokens"))[0] as { count: number };
  expect((await run([...words, "--dry-run"])).output).toContain("2 to be taken over");
  const [report] = await objects(words);
  expect(report).toMatchObject({ read: 2, copied: 2, verified: 2, wiped: 0, finished: true, notImported: [] });
  expect(await left()).toEqual({ count: 2 });
  expect(await run([...words, "--wipe", "burn"])).toMatchObject({ exitCode: 65 });
  const wiped = await run([...words, "--wipe", "null"], bothKeys, { HOLDFAST_SOURCE_URL: test.ownerUrl });
  expect([wiped.exitCode, wiped.output]).toEqual([0, expect.stringContaining("2 wiped in the source, 2 done earlier")]);
  expect(wiped.output + wiped.errors).not.toMatch(secrets);
  expect(await left()).toEqual({ count: 0 });
  expect(await run(["tokens", "import-plaintext", "--table", "nowhere"])).toMatchObject({ exitCode: 78 });
});

it("[TK-09] takes JSON lines over, names what it left, and shows nothing of a line that it cannot read", async () => {
  const lines = [
    { user_id: ada, provider: "files", access_token: "access-3", refresh_token: "refresh-3" },
    { user_id: "nobody", provider: "files", access_token: "access-4" },
  ];
  await writeFile(join(directory, "tokens.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
  const first = await run(["tokens", "import", "tokens.jsonl"]);
  expect([first.exitCode, first.output]).toEqual([
    1,
    expect.stringMatching(/1 taken over, 1 verified.*1 not valid\)\.\n {2}nobody/),
  ]);
  expect(first.output + first.errors).not.toMatch(secrets);
  const store = { user_id: bob, tokens: { access_token: "access-6", refresh_token: null } };
  await writeFile(join(directory, "store.jsonl"), JSON.stringify(store));
  expect((await run(["tokens", "import", "store.jsonl", "--provider", "twitter"])).output).toContain("1 taken over, 1 verified");
  await withStore(newKey, async ({ tokens }) => expect((await tokens.get(bob, "twitter")).status).toBe("active"));
  await writeFile(join(directory, "broken.jsonl"), "access-5");
  const broken = await run(["tokens", "import", "broken.jsonl"]);
  expect([broken.exitCode, broken.errors]).toEqual([65, expect.stringContaining("Line 1")]);
  expect(broken.errors).not.toMatch(secrets);
  expect(await run(["tokens", "import", "nowhere.jsonl"])).toMatchObject({ exitCode: 66 });
  await withStore(newKey, async ({ tokens }) => expect((await tokens.get(ada, "files")).status).toBe("active"));
});

it("[TK-18] fills a memory, and finds no difference to the database", async () => {
  const [report] = await objects(["cache", "reconcile", "--here"]);
  expect(report).toMatchObject({ memory: "own", warmed: { state: "done" }, outdated: 0, missing: 0, ahead: 0 });
  expect(Number(report!["checked"])).toBeGreaterThan(0);
  // Nobody listens on the discard port.
  const alone = await run(["cache", "reconcile", "--most", "5", "--url", "http://127.0.0.1:9"]);
  expect([alone.exitCode, alone.output, alone.errors]).toEqual([
    0,
    expect.stringContaining("There is no difference."),
    expect.stringContaining("No server answers at http://127.0.0.1:9"),
  ]);
});

it.each([
  ["keys", "census"],
  ["keys", "verify"],
  ["keys", "rotate"],
  ["keys", "retire"],
  ["keys", "vectors"],
  ["tokens", "search"],
  ["tokens", "inspect"],
  ["tokens", "history"],
  ["tokens", "sweep"],
  ["tokens", "import-plaintext"],
  ["tokens", "import"],
  ["cache", "status"],
  ["cache", "warm"],
  ["cache", "reconcile"],
])("[DX-06] shows an example in the help of %s %s", async (...words) => {
  expect((await run([...words, "--help"])).output).toContain(`holdfast ${words.join(" ")}`);
});
