// The main command, as a process: starts everything by itself, refuses politely, stops properly, and starts again.
import { mkdtemp, rm, chmod, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFaultProxy } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { jsonLines, runWords } from "../testing/run-words.js";
import { type ServerProcess, startServerProcess } from "../testing/start-server-process.js";

const password = "correct horse battery";
let directory: string;
const test = testDatabase();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-serve-"));
  await chmod(directory, 0o711);
});
afterAll(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));

const databaseUrls = () => ({
  DATABASE_URL: test.requestUrl,
  DATABASE_ADMIN_URL: test.ownerUrl,
  DATABASE_REQUEST_URL: test.requestUrl,
  DATABASE_WORKER_URL: test.workerUrl,
});

async function stopped(server: ServerProcess) {
  server.kill("SIGTERM");
  return server.ended();
}

describe("without anything installed", () => {
  const run = async (words: readonly string[]) =>
    runWords(words, {
      workingDirectory: directory,
      environment: { XDG_CONFIG_HOME: directory, HOLDFAST_URL: server.url },
      input: `${password}\n`,
    });
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServerProcess(["--port", "0"], {}, directory);
  }, 60_000);
  afterAll(async () => {
    await stopped(server);
  });

  it("[DX-01] starts an embedded database with sample records, and serves", async () => {
    expect(server.started).toMatchObject({ event: "started", database: "embedded", sampled: 19_089, recovered: 0 });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it("[SC-05] keeps keys, logins and addresses in files that only this user can read", async () => {
    const modes = await Promise.all(
      ["keyring", "logins.json", "server.json"].map(
        async (name) => (await stat(join(directory, ".holdfast", name))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it("[JO-07] refuses a second server on the same directory in clear words, without a stack", async () => {
    const second = await startServerProcess(["--port", "0"], {}, directory);
    const { exitCode, output, errors } = await second.ended();
    expect([exitCode, output]).toEqual([75, ""]);
    const problem = jsonLines(errors).at(-1);
    expect(problem).toMatchObject({
      code: "journal_locked",
      detail: expect.stringContaining(`process ${server.pid}, ${server.url}`) as unknown,
    });
    expect(errors).not.toContain("    at ");
  });

  it("[DX-06] works on the database of the running server from other commands: users, doctor", async () => {
    expect((await run(["register", "--email", "me@example.org", "--password-stdin"])).exitCode).toBe(0);
    const users = await run(["users", "list", "--json"]);
    expect(jsonLines(users.output)).toMatchObject([{ email: "me@example.org", role: "user" }]);
    expect(jsonLines((await run(["users", "role", "ME@example.org", "admin", "--json"])).output)).toMatchObject([
      { role: "admin" },
    ]);
    const doctor = await run(["doctor", "--json"]);
    expect(jsonLines(doctor.output)[0]).toMatchObject({ state: "ok" });
    expect(doctor.exitCode).toBe(0);
  });

  it("[DX-01] [SY-06] stops on SIGTERM with success, and starts again with everything in place, and says how long it took", async () => {
    await run(["selections", "select", "--all", "--text", "education"]);
    const { exitCode, output } = await stopped(server);
    expect(exitCode).toBe(0);
    expect(jsonLines(output).at(-1)).toMatchObject({ event: "stopped", state: "applied" });
    server = await startServerProcess(["--port", "0"], {}, directory);
    expect(server.started).toMatchObject({ sampled: 0, recovered: 0 });
    expect(server.started!["tookMs"]).toBeGreaterThan(0);
    await run(["login", "--email", "me@example.org", "--password-stdin"]);
    const [group] = jsonLines((await run(["selections", "groups", "--json"])).output);
    expect(group!["count"]).toBeGreaterThan(200);
  });
});

describe("with a database of one's own", () => {
  it("[JO-07] refuses a second server on the same database, and says in one sentence that a directory cannot be used", async () => {
    const server = await startServerProcess(["--port", "0", "--data-directory", "one"], databaseUrls(), directory);
    const second = await (
      await startServerProcess(["--port", "0", "--data-directory", "two"], databaseUrls(), directory)
    ).ended();
    await stopped(server);
    const free = await startServerProcess(["--port", "0", "--data-directory", "/dev/null/data"], databaseUrls(), directory);
    const unusable = await free.ended();
    expect([second.exitCode, unusable.exitCode]).toEqual([75, 78]);
    expect(jsonLines(unusable.errors).at(-1)).toMatchObject({ detail: "/dev/null/data cannot be used (ENOTDIR)." });
  });

  it("[OP-03] gives back a busy port in clear words and lets go of everything", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
    );
    const busy = await (
      await startServerProcess(["--port", String(port), "--data-directory", "three"], databaseUrls(), directory)
    ).ended();
    other.close();
    expect(busy.exitCode).toBe(78);
    expect(jsonLines(busy.errors).at(-1)).toMatchObject({ detail: `Port ${port} on 127.0.0.1 is in use by another process.` });
    const again = await startServerProcess(["--port", String(port), "--data-directory", "three"], databaseUrls(), directory);
    expect(again.url).toBe(`http://127.0.0.1:${port}`);
    expect((await stopped(again)).exitCode).toBe(0);
  });

  it("[SC-01] warns of a superuser's login and says how to make others, and of keys made for a database elsewhere", async () => {
    const server = await startServerProcess(
      ["--port", "0", "--data-directory", "four"],
      { DATABASE_URL: test.ownerUrl },
      directory,
    );
    const { errors } = await stopped(server);
    expect(errors).toContain("Requests log in as postgres, which can switch row-level security off.");
    expect(errors).toContain("create role holdfast_request_login");
    expect(errors).toContain("No keyring was given, so one was generated");
    const plain = await startServerProcess(["--port", "0", "--data-directory", "four"], databaseUrls(), directory);
    expect((await stopped(plain)).errors).not.toContain("warning");
  });

  it("[SY-06] quits at once on the second signal, and applies what was left at the next start", async () => {
    const { port, hostname } = new URL(test.workerUrl);
    const proxy = await createFaultProxy(Number(port), hostname);
    const urls = { ...databaseUrls(), DATABASE_WORKER_URL: proxy.url(test.workerUrl) };
    const server = await startServerProcess(
      ["--port", "0", "--data-directory", "five", "--shutdown-deadline", "60s"],
      urls,
      directory,
    );
    const environment = { XDG_CONFIG_HOME: join(directory, "five"), HOLDFAST_URL: server.url };
    await runWords(["register", "--email", "five@example.org", "--password-stdin"], { environment, input: password });
    // In memory now, so that work goes on without the database.
    await runWords(["selections", "groups"], { environment });
    await proxy.cut();
    const change = await runWords(["selections", "clear", "--json"], { environment });
    expect(jsonLines(change.output)[0]).toMatchObject({ durability: "journal" });
    server.kill("SIGINT");
    await server.hear('"event":"stopping"');
    server.kill("SIGINT");
    expect((await server.ended()).exitCode).toBe(130);
    await proxy.close();
    const next = await startServerProcess(["--port", "0", "--data-directory", "five"], databaseUrls(), directory);
    expect(next.started!["recovered"]).toBeGreaterThan(0);
    expect((await stopped(next)).exitCode).toBe(0);
    expect(await readFile(join(directory, "five", "keyring"), "utf8")).toContain("#");
  });
});
