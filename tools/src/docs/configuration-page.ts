// The reference of options, from the one table that environment, flags and help come from (OP-03).
import { markdownPage, markdownTable } from "./reference-page.js";

export interface DocumentedOption {
  readonly name: string;
  readonly environment: string;
  readonly flag: string;
  /** What holds when nothing is given, as text; empty when the option has to be given or is simply absent. */
  readonly fallback: string;
  readonly text: string;
}

const introduction = `Each option can be given as a flag, in the environment or in the configuration file; a flag goes before the environment, and the environment before the file.
A value that is not valid stops the start and names the option. \`holdfast serve --help\` shows the same table.`;

export function renderConfiguration(options: readonly DocumentedOption[]): string {
  const code = (text: string): string => (text === "" ? "" : `\`${text}\``);
  const rows = options.map(({ name, environment, flag, fallback, text }) => [code(name), code(flag), code(environment), code(fallback), text]);
  return markdownPage("Configuration", [introduction, markdownTable(["option", "flag", "environment", "default", "what it does"], rows)]);
}
