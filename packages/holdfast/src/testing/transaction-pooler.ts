// A PgBouncer in transaction mode before a database: fewer connections than clients, each handed on after every transaction.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.js";

export interface TransactionPooler {
  /** The same login on the same database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Needs the program `pgbouncer`. `connections`: how many the pooler may open to the database, for all of its clients. */
export async function startTransactionPooler(url: string, connections: number): Promise<TransactionPooler> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), "holdfast-pooler-"));
  // Started by root, it runs as a user of its own, who has to read its settings in here.
  await chmod(directory, 0o711);
  const file = join(directory, "pgbouncer.ini");
  const lines = [
    "[databases]",
    `${name} = host=${target.hostname} port=${target.port} user=${target.username} password=${target.password}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = any",
    "pool_mode = transaction",
    `default_pool_size = ${connections}`,
    "max_client_conn = 200",
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  await chmod(file, 0o644);
  // It refuses to run as root.
  const asSomebody = process.getuid?.() === 0 ? ["--user", "nobody"] : [];
  // Debian keeps servers where only the administrator's PATH leads.
  const env = { ...process.env, PATH: [process.env["PATH"], "/usr/sbin"].join(delimiter) };
  const child = spawn("pgbouncer", [...asSomebody, file], { stdio: ["ignore", "ignore", "pipe"], env });
  const ended = once(child, "exit");
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      said += part;
      if (said.includes("process up")) resolve();
    });
  });
  const early = ended.then(() => {
    throw new Error(`PgBouncer did not start; is it installed (apt-get install pgbouncer)?\n${said}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);
  target.port = String(port);
  return {
    url: target.href,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
