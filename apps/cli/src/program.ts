// Assembles the command line out of its commands.
import { Command } from "commander";
import type { CommandLine } from "./command.js";
import { addAudit } from "./commands/audit.js";
import { addCache } from "./commands/cache.js";
import { addDoctor } from "./commands/doctor.js";
import { addJournal } from "./commands/journal.js";
import { addKeys } from "./commands/keys.js";
import { addLogin } from "./commands/login.js";
import { addMigrate } from "./commands/migrate.js";
import { addRecords } from "./commands/records.js";
import { addSelections } from "./commands/selections.js";
import { addServe } from "./commands/serve.js";
import { addSessions } from "./commands/sessions.js";
import { addTokens } from "./commands/tokens.js";
import { addUsers } from "./commands/users.js";
import { version } from "./version.js";

const commands = [
  addServe,
  addMigrate,
  addDoctor,
  addLogin,
  addSessions,
  addTokens,
  addSelections,
  addRecords,
  addJournal,
  addAudit,
  addKeys,
  addCache,
  addUsers,
];

export function createProgram(line: CommandLine): Command {
  const { output, errors } = line.terminal;
  const program = new Command("holdfast")
    .description("Keeps tokens and selections at the speed of memory with the durability of PostgreSQL.")
    .version(version, "-V", "print the version; so does --version alone")
    .option("--json", "print JSON: one object, or one per line; errors too, on standard error")
    .option("--debug", "print where an error came from")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void errors.write(text),
      // Errors are printed once, in one form, by whoever runs the program.
      outputError: () => undefined,
      getOutHelpWidth: () => output.columns ?? 100,
      getErrHelpWidth: () => errors.columns ?? 100,
    })
    .exitOverride();
  for (const add of commands) add(program, line);
  return program;
}
