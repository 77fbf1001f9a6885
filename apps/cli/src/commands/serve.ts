// `holdfast serve`: starts everything, says where it is, and stops it properly.
import type { Command } from "commander";
import type { Options } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction, optionsOf } from "../command.js";
import { openBrowser } from "../start/open-browser.js";
import { createCommandLog } from "../start/server-log.js";
import { type StartedServer, startServer } from "../start/start-server.js";
import { waitForSignal } from "../start/wait-for-signal.js";

const topics = [
  "server",
  "console",
  "database",
  "data",
  "selections",
  "tokens",
  "identity",
  "mail",
  "limits",
  "alerts",
  "application tables",
  "log",
] as const;
/** What shells report for a program that Ctrl-C ended. */
const interruptedExit = 130;

export function addServe(program: Command, line: CommandLine): void {
  const command = program
    .command("serve")
    .description("Start the server with everything it needs: database, journal, API and console.");
  addOptionFlags(command, topics);
  addExamples(command, [
    ["holdfast serve", "An embedded PostgreSQL, sample records and the console on http://127.0.0.1:4280"],
    ["holdfast serve --port 8080 --data-directory /var/lib/holdfast", "Another port, and data in a place of your own"],
    ["DATABASE_URL=postgres://user:password@db/app holdfast serve", "Your own PostgreSQL"],
  ]);
  onAction(command, line, serve);
}

async function serve(invocation: Invocation): Promise<void> {
  const { printer, terminal } = invocation;
  const { options } = optionsOf(invocation);
  const log = createCommandLog(options, terminal);
  const begun = terminal.clock.monotonic();
  // Signals count from the beginning: whoever stops a slow start wants it stopped, not killed half way.
  const signal = waitForSignal(() => {
    printer.note("Stopped at once. What was acknowledged is in the journal and is applied at the next start.");
    process.exit(interruptedExit);
  });
  const server = await startServer({ options, terminal, printer, log });
  announce(invocation, options, server, terminal.clock.monotonic() - begun);
  if (options.openConsole) openBrowser(server.url, terminal);
  await signal;
  await stop(invocation, server);
}

function announce({ printer, terminal }: Invocation, options: Options, server: StartedServer, tookMs: number): void {
  const { url, recovered, sampled, database } = server;
  const { bold, dim } = printer.colours;
  const where = database.origin === "embedded" ? `embedded PostgreSQL in ${database.place}` : "the PostgreSQL of DATABASE_URL";
  const event = {
    event: "started",
    url,
    dataDirectory: options.dataDirectory,
    database: database.origin,
    recovered,
    sampled,
    pid: process.pid,
    tookMs: Math.round(tookMs),
  };
  printer.result(event, () => [
    "",
    `  ${bold("Holdfast is ready")} ${dim(`(${(tookMs / 1000).toFixed(1)} s)`)}`,
    "",
    `  Console   ${bold(url)}`,
    "  Sign in   register with any e-mail address and a password of 10 characters or more",
    `  API       ${url}/api/v1  ${dim("holdfast login --email you@example.org")}`,
    `  Data      ${where}`,
    `  Journal   ${options.journalDirectory}${recovered === 0 ? "" : `  (${recovered} operations of the last run are being applied)`}`,
    ...(sampled === 0 ? [] : [`  Sample    ${sampled.toLocaleString("en-GB")} records loaded`]),
    `  Stop      ${terminal.input.isTTY === true ? "Ctrl-C" : `kill ${process.pid}`}`,
    "",
  ]);
}

async function stop({ printer, terminal }: Invocation, server: StartedServer): Promise<void> {
  const begun = terminal.clock.monotonic();
  const { pending } = server.holdfast.status().drain;
  printer.result({ event: "stopping", pending }, () =>
    pending === 0 ? "Stopping …" : `Draining ${pending} operation${pending === 1 ? "" : "s"} …`,
  );
  const state = await server.stop();
  const tookMs = Math.round(terminal.clock.monotonic() - begun);
  printer.result({ event: "stopped", state, pending, tookMs }, () =>
    state === "applied"
      ? `Done: everything acknowledged is in the database (${(tookMs / 1000).toFixed(1)} s).`
      : "Stopped: the rest is safe in the journal and is applied at the next start.",
  );
}
