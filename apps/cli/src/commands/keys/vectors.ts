// `holdfast keys vectors`: runs test vectors of project Wycheproof against the functions that seal secrets (TK-07).
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { checkVectors, type FailedVector, type VectorReport } from "holdfast";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { type Column, tableLines } from "../../print/table.js";
import { trackProgress } from "../../print/track-progress.js";

const failedExit = 1;

export function addKeyVectors(keys: Command, line: CommandLine): void {
  const vectors = keys
    .command("vectors")
    .description("Run project Wycheproof's vectors for AES-GCM, HKDF and HMAC against the functions that seal secrets.")
    .argument("<directory>", "a directory of its JSON files; those of other algorithms are passed over");
  vectors.addHelpText("after", `\nExit codes: 0 all that apply pass, ${failedExit} some do not.`);
  addExamples(vectors, [
    ["git clone --depth 1 https://github.com/C2SP/wycheproof", "Get them"],
    ["holdfast keys vectors wycheproof/testvectors_v1", "Vectors of other sizes than ours do not apply, and are counted"],
  ]);
  onAction(vectors, line, runVectors);
}

interface FileReport extends VectorReport {
  readonly file: string;
}

async function runVectors({ args, terminal, printer }: Invocation): Promise<number> {
  const directory = resolve(terminal.workingDirectory, args[0] ?? "");
  const names = (await readdir(directory).catch((cause: unknown) => refuse(directory, cause))).filter((name) =>
    name.endsWith(".json"),
  );
  const track = trackProgress(printer, "Reading (files)");
  const files = await track.during(async () => {
    const reports: FileReport[] = [];
    for (const [index, file] of names.toSorted().entries()) {
      track.show(index + 1, names.length);
      // oxlint-disable-next-line no-await-in-loop -- some of these files are large
      const report = checkVectors(parse(file, await readFile(join(directory, file), "utf8")));
      if (report !== undefined) reports.push({ file, ...report });
    }
    return reports;
  });
  if (files.length === 0) throw nothingThere(directory);
  const failed = files.reduce((sum, file) => sum + file.failed.length, 0);
  const passed = files.reduce((sum, file) => sum + file.passed, 0);
  const notApplicable = files.reduce((sum, file) => sum + file.notApplicable, 0);
  printer.result({ passed, failed, notApplicable, files }, () => [
    ...tableLines(columns, files),
    ...files.flatMap((file) => file.failed.map((vector) => failureLine(file, vector))),
  ]);
  return failed === 0 ? 0 : failedExit;
}

const columns: readonly Column<FileReport>[] = [
  { title: "file", value: ({ file }) => file },
  { title: "algorithm", value: ({ algorithm }) => algorithm },
  { title: "passed", value: ({ passed }) => passed, align: "right" },
  { title: "failed", value: ({ failed }) => failed.length, align: "right" },
  { title: "not applicable", value: ({ notApplicable }) => notApplicable, align: "right" },
];

function failureLine({ file }: FileReport, { id, comment, problem }: FailedVector): string {
  return `  ${file} ${id}: ${problem}${comment === "" ? "" : ` (${comment})`}`;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoldfastError("invalid_request", {
      what: `${file} is not JSON.`,
      action: "Give the directory testvectors_v1 of project Wycheproof.",
      cause,
    });
  }
}

function refuse(directory: string, cause: unknown): never {
  throw new HoldfastError("not_found", {
    what: `There is no directory ${directory} that can be read.`,
    action: "Check the path.",
    cause,
  });
}

function nothingThere(directory: string): HoldfastError {
  return new HoldfastError("not_found", {
    what: `${directory} holds no vectors for AES-GCM, HKDF-SHA-256 or HMACSHA256.`,
    action: "Give the directory testvectors_v1 of project Wycheproof.",
  });
}
