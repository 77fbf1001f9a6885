#!/usr/bin/env node
// The command-line tool `holdfast`.
import { runCommandLine } from "./run-command-line.js";
import { processTerminal } from "./terminal.js";

// A reader that went away, as in `holdfast … | head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
