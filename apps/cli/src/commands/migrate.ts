// `holdfast migrate`: brings the schema of the database up to date.
import { libraryLog } from "@holdfast/server";
import type { Command } from "commander";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  optionsOf,
} from "../command.js";
import { accessDatabase, prepareSchema } from "../start/database-access.js";
import { createCommandLog } from "../start/server-log.js";

export function addMigrate(program: Command, line: CommandLine): void {
  const command = program
    .command("migrate")
    .description("Bring the schema of the database up to date. Safe to run from several processes.");
  addOptionFlags(command, databaseTopics);
  addExamples(command, [
    ["holdfast migrate", "The embedded database of the data directory"],
    [
      "DATABASE_URL=postgres://admin:password@db/app holdfast migrate",
      "Your own PostgreSQL, with a login that may create the schema",
    ],
  ]);
  onAction(command, line, migrateDatabase);
}

async function migrateDatabase(invocation: Invocation): Promise<void> {
  const { printer, terminal } = invocation;
  const { options } = optionsOf(invocation);
  const log = libraryLog(createCommandLog(options, terminal));
  const access = await accessDatabase({ options, clock: terminal.clock, log, mayShare: true });
  try {
    const { applied, version } = await prepareSchema(access, options, log);
    printer.result({ applied, version }, () =>
      applied.length === 0
        ? `The schema is up to date (migration ${version}).`
        : [...applied.map((name) => `Applied ${name}`), `The schema is at migration ${version}.`],
    );
  } finally {
    await access.close();
  }
}
