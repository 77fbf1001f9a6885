// `holdfast doctor`: looks at everything that Holdfast rests on and says what to do.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isHoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { type DatabaseFacts, openAdministration, type Options } from "holdfast";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  optionsOf,
} from "../command.js";
import { type Check, failed, ok, warning } from "../doctor/check.js";
import { checkAuditSeals } from "../doctor/check-audit.js";
import { checkDatabase } from "../doctor/check-database.js";
import { checkJournal } from "../doctor/check-journal.js";
import { checkRetention } from "../doctor/check-retention.js";
import { checkServer } from "../doctor/check-server.js";
import { findServer, type FoundServer } from "../doctor/read-server.js";
import { checkDataDirectory, checkKeyring, checkNode } from "../doctor/check-machine.js";
import { withAccess } from "../start/with-administration.js";

const failedExit = 1;

export function addDoctor(program: Command, line: CommandLine): void {
  const command = program
    .command("doctor")
    .description("Check everything that Holdfast rests on and how its background sync is, and say what to do.")
    .option("--url <url>", "a running server (HOLDFAST_URL; default: the one that runs on the data directory)");
  command.addHelpText("after", `\nExit codes: 0 in order or to look at, ${failedExit} something failed.`);
  addOptionFlags(command, [...databaseTopics, "tokens"]);
  addExamples(command, [
    ["holdfast doctor", "Works with and without a running server, and changes nothing"],
    ["holdfast doctor --json | jq .state", "For monitoring; the exit code is 1 when something failed"],
    ["holdfast doctor --json | jq .server.oldestPendingSeconds", "How far the database is behind"],
  ]);
  onAction(command, line, examine);
}

async function examine(invocation: Invocation): Promise<number> {
  const { options } = optionsOf(invocation);
  const machine = [checkNode(), await checkDataDirectory(options), await checkKeyring(options)];
  const server = await findServer(invocation, options);
  const database = await examineDatabase(invocation, options);
  const journal = await checkJournal(options.journalDirectory, {
    lanes: database.facts?.lanes,
    now: invocation.terminal.clock.now(),
    isServed: server.state === "answers",
  });
  return print(invocation, [...machine, ...database.checks, journal, ...checkServer(server)], server);
}

interface Examined {
  readonly checks: readonly Check[];
  readonly facts?: DatabaseFacts;
}

async function examineDatabase(invocation: Invocation, options: Options): Promise<Examined> {
  const name = "Database";
  if (options.databaseUrl === undefined && !(await hasCluster(options))) {
    return {
      checks: [warning(name, "There is no embedded database yet.", "The first `holdfast serve` makes it, or set DATABASE_URL.")],
    };
  }
  try {
    return await withAccess(invocation, options, async ({ requestUrl, workerUrl, origin }, log) => {
      const administration = openAdministration({ requestUrl, workerUrl, connectTimeout: options.connectTimeout, log });
      try {
        const facts = await administration.examine();
        const seals = checkAuditSeals(await administration.sealing(), invocation.terminal.clock.now());
        const retention = checkRetention(await administration.retentionRun(), invocation.terminal.clock.now());
        return { facts, checks: [ok(name, `Reachable (${places[origin]}).`), ...checkDatabase(facts), seals, retention] };
      } finally {
        await administration.close();
      }
    });
  } catch (error) {
    if (isHoldfastError(error)) return { checks: [failed(name, error.details.what, error.details.action)] };
    const said = error instanceof Error ? error.message : String(error);
    return {
      checks: [
        failed(
          name,
          `PostgreSQL refused to be examined: ${said}.`,
          "Run `holdfast migrate`, and see whether the logins may become holdfast_app and holdfast_writer.",
        ),
      ],
    };
  }
}

const places = {
  given: "DATABASE_URL",
  embedded: "embedded, started for this check",
  running: "embedded, of the running server",
} as const;

async function hasCluster({ dataDirectory }: Options): Promise<boolean> {
  return stat(join(dataDirectory, "postgres", "embedded.json")).then(
    () => true,
    () => false,
  );
}

function print({ printer }: Invocation, checks: readonly Check[], server: FoundServer): number {
  const { green, red, yellow, dim } = printer.colours;
  const marks = { ok: green("✓"), warning: yellow("!"), failed: red("✗") } as const;
  const count = (state: Check["state"]): number => checks.filter((one) => one.state === state).length;
  const state = count("failed") > 0 ? "failed" : count("warning") > 0 ? "warning" : "ok";
  printer.result({ state, checks, server: server.state === "answers" ? server.figures : null }, () => [
    ...checks.flatMap((one) => [
      `${marks[one.state]} ${one.name}: ${one.found}`,
      ...(one.action === undefined ? [] : [dim(`    ${one.action}`)]),
    ]),
    "",
    `${count("ok")} in order, ${count("warning")} to look at, ${count("failed")} failed.`,
  ]);
  return state === "failed" ? failedExit : 0;
}
