// Starts, kills and restarts real servers: whatever was done to the last one, the next start works.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { collectLog } from "../testing/collect-log.js";
import { withTemporaryDirectory } from "../testing/temporary-directory.js";
import { type EmbeddedDatabase, type EmbeddedOptions, prepareDatabase, startEmbeddedPostgres } from "./embedded.js";

type Changes = Partial<EmbeddedOptions>;

async function withServer<T>(
  directory: string,
  work: (server: EmbeddedDatabase) => Promise<T>,
  changes: Changes = {},
): Promise<T> {
  const server = await startEmbeddedPostgres({ directory, clock: systemClock, log: collectLog(), ...changes });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function ask(server: EmbeddedDatabase, text: string, database = "postgres"): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.superuserUrl(database) });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

interface Said {
  readonly pid: number;
  readonly port: number;
}

/** Another process of ours, which has started a server on the directory. Killed by the caller. */
async function startElsewhere(directory: string): Promise<{ readonly child: ChildProcess; readonly said: Said }> {
  const program = new URL("../testing/start-and-hang.ts", import.meta.url).pathname;
  const flags = ["--import", "tsx", "--conditions=source", program, directory];
  const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, said: JSON.parse(line.toString()) as Said };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

describe("a first and a second start", () => {
  test("[DX-01] the data, the port and the password are there again", () =>
    withTemporaryDirectory(async (directory) => {
      const first = await withServer(directory, async (server) => {
        const url = await prepareDatabase(server, "holdfast");
        await ask(server, "create table kept as select 42 as answer", "holdfast");
        return { url, port: server.port };
      });
      await withServer(directory, async (server) => {
        expect(server.port).toBe(first.port);
        expect(await prepareDatabase(server, "holdfast")).toBe(first.url);
        expect(await ask(server, "select answer from kept", "holdfast")).toBe(42);
      });
    }));

  test("listens on this machine only, in UTF-8, with a password in a file of our own", () =>
    withTemporaryDirectory((directory) =>
      withServer(directory, async (server) => {
        expect(await ask(server, "show listen_addresses")).toBe("127.0.0.1");
        expect(await ask(server, "show unix_socket_directories")).toBe("");
        expect(await ask(server, "show server_encoding")).toBe("UTF8");
        expect(await ask(server, "select datlocale from pg_database where datname = current_database()")).toBe("C.UTF-8");
        expect((await stat(join(directory, "embedded.json"))).mode & 0o777).toBe(0o600);
        const stranger = new pg.Client({ host: "127.0.0.1", port: server.port, user: "postgres", password: "postgres" });
        await expect(stranger.connect()).rejects.toThrow("password authentication failed");
      }),
    ));

  test("a stop leaves no process behind and can be repeated", () =>
    withTemporaryDirectory(async (directory) => {
      const server = await startEmbeddedPostgres({ directory, clock: systemClock, log: collectLog() });
      await server.stop();
      await server.stop();
      await expect(stat(join(server.dataDirectory, "postmaster.pid"))).rejects.toThrow("ENOENT");
      expect(await readFile(join(directory, "postgres.log"), "utf8")).toContain("received fast shutdown request");
    }));

  test("settings reach the server, and a restart keeps port and data", () =>
    withTemporaryDirectory((directory) =>
      withServer(
        directory,
        async (server) => {
          const before = server.pid;
          await server.restart();
          expect(server.pid).not.toBe(before);
          expect(await ask(server, "show max_connections")).toBe("17");
        },
        { settings: { max_connections: "17" } },
      ),
    ));
});

describe("after a kill", () => {
  test("[DX-01] a server that outlived our kill -9 is taken over", () =>
    withTemporaryDirectory(async (directory) => {
      const { child, said } = await startElsewhere(directory);
      await kill(child);
      await withServer(directory, async (server) => {
        expect(server.pid).toBe(said.pid);
        expect(server.port).toBe(said.port);
        expect(await ask(server, "select 1")).toBe(1);
      });
    }));

  test("a server that outlived us is restarted when other settings are wanted", () =>
    withTemporaryDirectory(async (directory) => {
      const { child, said } = await startElsewhere(directory);
      await kill(child);
      await withServer(
        directory,
        async (server) => {
          expect(server.pid).not.toBe(said.pid);
          expect(await ask(server, "show max_connections")).toBe("19");
        },
        { settings: { max_connections: "19" } },
      );
    }));

  test("[F2] a server that was killed itself starts again with what it had committed", () =>
    withTemporaryDirectory((directory) =>
      withServer(directory, async (server) => {
        await ask(server, "create table kept as select 42 as answer");
        process.kill(server.pid, "SIGKILL");
        await server.restart();
        expect(await ask(server, "select answer from kept")).toBe(42);
      }),
    ));

  test("a stale postmaster.pid that names a living stranger is not believed", () =>
    withTemporaryDirectory(async (directory) => {
      await withServer(directory, async () => undefined);
      await writeFile(
        join(directory, "data/postmaster.pid"),
        `${process.ppid}\n${directory}/data\n1\n2\n\n127.0.0.1\n1 1\nready\n`,
      );
      await withServer(directory, async (server) => {
        expect(await ask(server, "select 1")).toBe(1);
      });
    }));
});

describe("refusals", () => {
  test("a second process on the same directory, while the first lives", () =>
    withTemporaryDirectory(async (directory) => {
      const { child, said } = await startElsewhere(directory);
      try {
        await expect(withServer(directory, async () => undefined)).rejects.toMatchObject({
          code: "database_unavailable",
          message: expect.stringContaining(`Another Holdfast process is using the embedded PostgreSQL in ${directory}`),
        });
      } finally {
        await kill(child);
      }
      await withServer(directory, async (server) => {
        expect(server.pid).toBe(said.pid);
      });
    }));

  test("a port that another program uses", () =>
    withTemporaryDirectory(async (directory) => {
      const squatter = createServer().listen(0, "127.0.0.1");
      await once(squatter, "listening");
      const { port } = squatter.address() as { port: number };
      await expect(withServer(directory, async () => undefined, { port })).rejects.toMatchObject({
        code: "configuration_invalid",
        message: expect.stringContaining(`Port ${port} of 127.0.0.1 is used by another program.`),
      });
      squatter.close();
    }));

  test("a directory that cannot be made", () =>
    withTemporaryDirectory(async (directory) => {
      await writeFile(join(directory, "file"), "");
      await expect(withServer(join(directory, "file/inside"), async () => undefined)).rejects.toMatchObject({
        code: "configuration_invalid",
        message: expect.stringContaining("cannot be used for the embedded PostgreSQL (ENOTDIR)"),
      });
    }));

  test("a cluster whose password is lost", () =>
    withTemporaryDirectory(async (directory) => {
      await withServer(directory, async () => undefined);
      await rm(join(directory, "embedded.json"));
      await expect(withServer(directory, async () => undefined)).rejects.toMatchObject({ code: "configuration_invalid" });
    }));

  test("a cluster of another major version", () =>
    withTemporaryDirectory(async (directory) => {
      await withServer(directory, async () => undefined);
      await writeFile(join(directory, "data/PG_VERSION"), "17\n");
      await expect(withServer(directory, async () => undefined)).rejects.toThrow("written by PostgreSQL 17");
    }));
});

describe.runIf(process.getuid?.() === 0)("as root", () => {
  test("[DX-01] a directory closed to the system user, as under /root, keeps its data elsewhere", () =>
    withTemporaryDirectory(async (directory) => {
      const home = join(directory, "home");
      await mkdir(home);
      await chmod(home, 0o700);
      const inHome = join(home, ".holdfast");
      const changes = { fallbackDirectory: join(directory, "fallback") };
      const port = await withServer(inHome, async (server) => server.port, changes);
      await withServer(
        inHome,
        async (server) => {
          expect(server.dataDirectory).toContain(join(directory, "fallback"));
          expect(server.port).toBe(port);
          expect(await ask(server, "select 1")).toBe(1);
        },
        changes,
      );
      expect((await stat(home)).mode & 0o777).toBe(0o700);
    }));
});
