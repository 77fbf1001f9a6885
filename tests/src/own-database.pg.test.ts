// A PostgreSQL of somebody's own: whichever login they have, two processes at once, and a program older than the schema.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { silentLog, systemClock } from "holdfast";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "holdfast/embedded";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { lookInside } from "./stage/look-inside.js";
import { runProgram } from "./stage/program.js";
import { startServer } from "./stage/server.js";

let directory: EmptyDirectory;
/** Nobody has prepared it: the roles of Holdfast are not there. */
let postgres: EmbeddedDatabase;
const asSuperuser = (text: string, database = "postgres") => lookInside(postgres.superuserUrl(database), text);

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  postgres = await startEmbeddedPostgres({
    directory: join(directory.path, "postgres"),
    settings: { fsync: "off" },
    clock: systemClock,
    log: silentLog,
  });
});
afterAll(async () => {
  await postgres.stop();
  await directory.remove();
});

/** An empty database that belongs to a login of this name; answers how that login reaches it. */
async function ownerOf(name: string, attributes: string): Promise<string> {
  await asSuperuser(`create role ${name} login ${attributes} password 'plain'`);
  await asSuperuser(`create database ${name} owner ${name}`);
  const url = new URL(postgres.superuserUrl(name));
  url.username = name;
  url.password = "plain";
  return url.href;
}

const reaching = (url: string) => ({ directory: directory.path, environment: { DATABASE_URL: url } });

/** Starts a server on the database, registers somebody, and answers what the server said of itself. */
async function served(name: string, url: string): Promise<string> {
  const email = `${randomBytes(4).toString("hex")}@example.org`;
  const words = ["--data-directory", name];
  const server = await startServer({ ...reaching(url), words });
  expect(server.started).toMatchObject({ database: "given", sampled: 0 });
  const registered = await fetch(`${server.started.url}/api/v1/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "correct horse battery" }),
  });
  expect(registered.status).toBe(201);
  const { exitCode, errors } = await server.stop();
  expect(exitCode).toBe(0);
  return errors;
}

describe("a database of one's own", () => {
  it("[OP-04] [DX-01] works with its owner's login, when that may create roles", async () => {
    const url = await ownerOf("maker", "createrole");
    const said = await served("maker", url);
    expect(said).not.toContain("can switch row-level security off");
  });

  it("[OP-04] [DX-01] works with a superuser's login, with a warning of its rights", async () => {
    await asSuperuser("create database super");
    expect(await served("super", postgres.superuserUrl("super"))).toContain("can switch row-level security off");
  });

  it("[OP-04] [DX-06] a login that may not create roles is told what an administrator has to run, and works after that", async () => {
    const url = await ownerOf("modest", "");
    const place = reaching(url);
    const { exitCode, errors } = await runProgram(["migrate", "--data-directory", "modest"], place);
    expect(exitCode).toBe(78);
    expect(errors).toContain("This login may not create the roles that Holdfast needs.");
    expect(errors).not.toMatch(/^\s+at /m);
    for (const role of ["holdfast_owner", "holdfast_app", "holdfast_writer"]) await asSuperuser(`grant ${role} to modest`);
    await asSuperuser("grant create on database modest to holdfast_owner");
    await served("modest", url);
  });
});

describe("migrations", () => {
  it("[OP-04] two processes that migrate at the same time do it once", async () => {
    await asSuperuser("create database twice");
    const migrate = async () => {
      const words = ["migrate", "--json", "--data-directory", `twice-${randomBytes(4).toString("hex")}`];
      const { exitCode, output, errors } = await runProgram(words, reaching(postgres.superuserUrl("twice")));
      expect([exitCode, errors]).toEqual([0, expect.not.stringContaining('"level":50')]);
      return JSON.parse(output) as { readonly applied: readonly string[]; readonly version: number };
    };
    const [one, other] = await Promise.all([migrate(), migrate()]);
    const rows = await asSuperuser("select name from holdfast.migration order by number", "twice");
    expect([one.applied, other.applied].toSorted((a, b) => a.length - b.length)).toEqual([
      [],
      rows.map(({ name }) => name as string),
    ]);
    expect(one.version).toBe(other.version);
  });

  it("[OP-04] a program older than a breaking migration refuses the database in a sentence; other news do not trouble it", async () => {
    const add = (number: number, breaking: boolean) =>
      asSuperuser(
        `insert into holdfast.migration (number, name, breaking, digest) values (${number}, '${number}-of-the-future', ${breaking}, '')`,
        "super",
      );
    const place = reaching(postgres.superuserUrl("super"));
    await add(9000, false);
    await served("super", postgres.superuserUrl("super"));
    await add(9001, true);
    for (const command of ["serve", "migrate"]) {
      const { exitCode, output, errors } = await runProgram([command, "--data-directory", "super"], place);
      expect(exitCode).toBe(78);
      expect(output + errors).toContain(
        "The database has migration 9001-of-the-future, which this version of Holdfast does not know and cannot work with.",
      );
      expect(output + errors).not.toMatch(/^\s+at /m);
    }
  });
});
