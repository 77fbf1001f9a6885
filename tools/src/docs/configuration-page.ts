// The reference of options, from the one table that environment, flags, file and help come from (OP-03).
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../workspace/root.js";
import { markdownPage, markdownTable, type ReferencePage } from "./reference-page.js";

/** What the library says about one option. */
export interface DocumentedOption {
  readonly name: string;
  readonly topic: string;
  readonly variable: string;
  readonly flag: string;
  readonly negativeFlag?: string;
  readonly placeholder?: string;
  readonly expected: string;
  readonly example: string;
  /** Empty when there is none. */
  readonly fallback: string;
  readonly explanation: string;
  readonly secret: boolean;
}

const introduction = `Every option can be given as a flag, as an environment variable, or as a key of the configuration file, a JSON object. A flag goes before the
environment, and the environment before the file. A value that is not valid stops the start, and the message names the option and the place where the value stood.
\`holdfast serve --help\` shows the same table.`;

const code = (text: string): string => (text === "" ? "" : `\`${text}\``);

function optionRow({
  name,
  flag,
  negativeFlag,
  placeholder,
  variable,
  fallback,
  explanation,
  expected,
  secret,
}: DocumentedOption): readonly string[] {
  const flags = [placeholder === undefined ? flag : `${flag} <${placeholder}>`, negativeFlag ?? ""].filter((text) => text !== "");
  const facts = `${explanation} Expected: ${expected}.${secret ? " Secret: never printed." : ""}`;
  return [code(name), flags.map(code).join(" "), code(variable), code(fallback), facts];
}

function topicSection(topic: string, options: readonly DocumentedOption[]): string {
  const table = markdownTable(["key", "flag", "variable", "default", "what it does"], options.map(optionRow));
  return `## ${topic.charAt(0).toUpperCase()}${topic.slice(1)}\n\n${table}`;
}

export function renderConfiguration(options: readonly DocumentedOption[]): string {
  const topics = [...new Set(options.map(({ topic }) => topic))];
  return markdownPage("Configuration", [
    introduction,
    ...topics.map((topic) =>
      topicSection(
        topic,
        options.filter((option) => option.topic === topic),
      ),
    ),
  ]);
}

// The table is read where it is compiled: it is the same whether or not the library's door shows it.
const compiledTable = pathToFileURL(join(root, "packages/holdfast/dist/runtime/options.js")).href;

export const configurationPage: ReferencePage = {
  name: "docs/reference/configuration.md",
  render: async () => {
    const { describeOptions } = (await import(compiledTable)) as { describeOptions: () => readonly DocumentedOption[] };
    return renderConfiguration(describeOptions());
  },
};
