// What every command has in common: its output, the flags of the options it reads, and how it ends.
import { type Command, Option } from "commander";
import { describeOptions, type LoadedOptions, loadOptions } from "holdfast";
import { Printer } from "./print/printer.js";
import type { Terminal } from "./terminal.js";

export interface Invocation {
  readonly terminal: Terminal;
  readonly printer: Printer;
  /** Values of flags, by their names in camelCase; the global ones included. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
}

/** Ends with success, or with the exit code that it answers; errors are printed by whoever called. */
export type Action = (invocation: Invocation) => Promise<number | void>;

export interface CommandLine {
  readonly terminal: Terminal;
  /** The exit code of the action that ran. */
  exitCode: number;
}

/** Which options of the table a command reads. */
export type Topics = readonly (
  | "server"
  | "console"
  | "database"
  | "data"
  | "selections"
  | "tokens"
  | "identity"
  | "mail"
  | "limits"
  | "alerts"
  | "application tables"
  | "log"
)[];

export const databaseTopics: Topics = ["database", "data", "application tables", "log"];

export function onAction(command: Command, line: CommandLine, action: Action): Command {
  return command.action(async (...given: unknown[]) => {
    const flags = command.optsWithGlobals<Record<string, unknown>>();
    const printer = new Printer(line.terminal, { json: flags["json"] === true, debug: flags["debug"] === true });
    const args = given
      .slice(0, -2)
      .flat()
      .filter((one): one is string => typeof one === "string");
    line.exitCode = (await action({ terminal: line.terminal, printer, flags, args })) ?? 0;
  });
}

/** Adds the flags of all options of these topics, in groups. */
export function addOptionFlags(command: Command, topics: Topics): Command {
  command.option("--config <path>", "read options from this file (HOLDFAST_CONFIG; default: holdfast.config.json, when there)");
  const described = describeOptions().filter(({ topic }) => topics.some((one) => one === topic));
  for (const { flag, negativeFlag, placeholder, explanation, fallback, variable, topic } of described) {
    const facts = [fallback === "" ? "" : `default: ${fallback}`, variable].filter((fact) => fact !== "").join("; ");
    const group = `${topic.charAt(0).toUpperCase()}${topic.slice(1)}:`;
    const name = placeholder === undefined ? flag : `${flag} <${placeholder}>`;
    command.addOption(new Option(name, `${explanation} (${facts})`).helpGroup(group));
    if (negativeFlag !== undefined) command.addOption(new Option(negativeFlag, `Turns ${flag} off.`).helpGroup(group));
  }
  return command;
}

/** The options of this invocation. Throws configuration_invalid; what is strange is printed as a warning. */
export function optionsOf({ flags, terminal, printer }: Invocation): LoadedOptions {
  const { environment, workingDirectory } = terminal;
  const loaded = loadOptions({ flags, environment, workingDirectory });
  for (const warning of loaded.warnings) printer.warn(warning);
  return loaded;
}

/** Examples, at the end of a command's help. */
export function addExamples(command: Command, examples: readonly (readonly [line: string, does: string])[]): Command {
  const lines = examples.map(([line, does]) => `  # ${does}\n  ${line}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n\n")}`);
}
