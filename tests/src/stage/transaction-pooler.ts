// A PgBouncer in transaction mode before a database: fewer connections than clients, each handed on after every transaction.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram } from "./find-program.js";
import { freePort } from "./free-port.js";

const wanted = {
  names: ["pgbouncer"],
  purpose: "they show that users stay apart behind a transaction pooler",
  install: "`apt-get install pgbouncer`, or your system's package of PgBouncer",
};

export interface TransactionPooler {
  /** The same login on the same database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** `connections`: how many the pooler may open to the database, for all of its clients. */
export async function startTransactionPooler(url: string, directory: string, connections: number): Promise<TransactionPooler> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  const port = await freePort();
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
  const child = spawn(await findProgram(wanted), [...asSomebody, file], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      said += part;
      if (said.includes("process up")) resolve();
    });
  });
  const early = ended.then(() => {
    throw new Error(`PgBouncer did not start:\n${said}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);
  target.port = String(port);
  return {
    url: target.href,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
    },
  };
}
