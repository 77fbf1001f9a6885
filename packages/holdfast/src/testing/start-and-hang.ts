// A process for tests to kill: it starts the embedded PostgreSQL on the given directory, says so, and waits.
import { startEmbeddedPostgres } from "../database/embedded.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";

const directory = process.argv[2] ?? "";
try {
  const { pid, port } = await startEmbeddedPostgres({ directory, clock: systemClock, log: silentLog });
  process.stdout.write(`${JSON.stringify({ pid, port })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ message: error instanceof Error ? error.message : String(error) })}\n`);
}
setInterval(() => undefined, 60_000);
