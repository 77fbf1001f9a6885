// The reference of the command line: what each command prints with --help, from the compiled program itself.
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../workspace/root.js";
import { markdownPage, type ReferencePage } from "./reference-page.js";

/** As much of a command as is needed to walk through all of them. */
interface CommandTree {
  readonly commands: readonly CommandTree[];
  name(): string;
  description(): string;
}

interface Program {
  readonly createProgram: (line: { readonly terminal: object; exitCode: number }) => CommandTree;
  readonly runCommandLine: (words: readonly string[], terminal: object) => Promise<number>;
}

async function loadProgram(): Promise<Program> {
  const compiled = (name: string): string => pathToFileURL(join(root, "apps/cli/dist", name)).href;
  return { ...(await import(compiled("program.js"))), ...(await import(compiled("run-command-line.js"))) } as Program;
}

const silentTerminal = (output: PassThrough): object => ({
  input: Readable.from([]),
  output,
  errors: output,
  environment: {},
  workingDirectory: root,
});

function leaves(command: CommandTree, path: readonly string[] = []): readonly (readonly string[])[] {
  return command.commands.length === 0 ? [path] : command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
}

async function helpOf({ runCommandLine }: Program, path: readonly string[]): Promise<string> {
  const output = new PassThrough();
  await runCommandLine([...path, "--help"], silentTerminal(output));
  output.end();
  return `## holdfast ${path.join(" ")}\n\n\`\`\`text\n${(await text(output)).trim()}\n\`\`\``;
}

export const cliPage: ReferencePage = {
  name: "docs/reference/cli.md",
  render: async () => {
    const program = await loadProgram();
    const tree = program.createProgram({ terminal: silentTerminal(new PassThrough()), exitCode: 0 });
    const sections: string[] = [];
    for (const path of leaves(tree)) sections.push(await helpOf(program, path));
    return markdownPage("Command line", [
      "Every command takes `--json`. Exit codes are those of the [errors](errors.md); 64 means that the command itself was wrong.",
      ...sections,
    ]);
  },
};
