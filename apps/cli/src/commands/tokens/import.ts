// `holdfast tokens import-plaintext` and `import`: take tokens over that lie elsewhere as plaintext, verified, to be continued (TK-09).
import { createReadStream } from "node:fs";
import { access as canAccess, constants } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { createInterface } from "node:readline";
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { TokenAdministration, TokenImportReport, TokenImportSettings } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { batchSizeOf } from "../../input/batch-size.js";
import { plaintextColumns } from "../../input/plaintext-columns.js";
import { trackProgress } from "../../print/track-progress.js";
import { untilInterrupted } from "../../start/until-interrupted.js";
import { type TokenWork, withTokenStore } from "../../start/with-token-store.js";
import { counted, sealTopics } from "../keys/census.js";

const leftExit = 1;
const exitCodes = `\nExit codes: 0 every row was taken over, ${leftExit} stopped, or rows were left where they are.`;
const sourceVariable = "HOLDFAST_SOURCE_URL";

export function addTokenImport(tokens: Command, line: CommandLine): void {
  const table = withSettings(tokens.command("import-plaintext"))
    .description(
      "Take over a table of plaintext tokens: each is sealed, read back and compared. Stop it at any time and call it again.",
    )
    .option("--table <name>", "table, or schema.table (default: platform_tokens)")
    .option("--columns <field=column...>", "which column holds what, such as userId=owner; refreshToken= for none")
    .option("--source-url <url>", `where the table is (${sourceVariable}; default: the database of Holdfast)`)
    .option("--wipe <way>", "take verified secrets away in the source: null, empty, or delete the row");
  table.addHelpText("after", exitCodes);
  addExamples(addOptionFlags(table, sealTopics), [
    ["holdfast tokens import-plaintext --dry-run", "What would be taken over from platform_tokens"],
    ["holdfast tokens import-plaintext --table app.tokens --columns userId=owner provider=service", "Another table"],
    ["holdfast tokens import-plaintext --wipe null", "When all is verified: take the plaintext away"],
  ]);
  onAction(table, line, importTable);

  const file = withSettings(tokens.command("import"))
    .description("Take tokens over from JSON lines: user_id, provider, access_token, refresh_token and expires_at in each.")
    .argument("<file>", "a file of JSON lines")
    .option("--provider <name>", "the provider of lines that name none: a store in memory that kept the tokens of one")
    .option("--name <name>", "what the file is called when an import is continued (default: its name)");
  file.addHelpText("after", exitCodes);
  addExamples(addOptionFlags(file, sealTopics), [
    ["holdfast tokens import tokens.jsonl --dry-run", "What would be taken over"],
    ["holdfast tokens import store.jsonl --provider twitter", "What a store in memory has written out: user_id and tokens"],
    ["holdfast tokens import tokens.jsonl && shred -u tokens.jsonl", "The file is plaintext: do not leave it"],
  ]);
  onAction(file, line, importFile);
}

function withSettings(command: Command): Command {
  return command
    .option("--batch <rows>", "rows in one transaction (default: 500)")
    .option("--dry-run", "only say what would be done");
}

type Import = (
  administration: TokenAdministration,
  settings: TokenImportSettings,
  parts: TokenWork,
) => Promise<TokenImportReport>;

async function run(invocation: Invocation, work: Import): Promise<number> {
  const { flags, printer } = invocation;
  const dryRun = flags["dryRun"] === true;
  const batchSize = batchSizeOf(flags);
  const report = await untilInterrupted((signal) =>
    withTokenStore(invocation, (parts) => {
      const track = trackProgress(printer, dryRun ? "Reading (rows)" : "Taking over (rows)");
      const settings: TokenImportSettings = {
        dryRun,
        signal,
        onProgress: ({ read }) => track.show(read),
        ...(batchSize === undefined ? {} : { batchSize }),
      };
      return track.during(() => work(parts.store.administration, settings, parts));
    }),
  );
  printer.result(report, () => reportLines(report));
  return report.finished && report.notImported.length === 0 ? 0 : leftExit;
}

const ways = ["null", "empty", "delete"] as const;

/** Throws invalid_request. */
function wipeOf({ flags }: Invocation) {
  if (flags["wipe"] === undefined) return {};
  const wipe = ways.find((way) => way === flags["wipe"]);
  if (wipe !== undefined) return { wipe };
  throw new HoldfastError("invalid_request", {
    what: `--wipe ${JSON.stringify(flags["wipe"])} is no way to take secrets away.`,
    action: `Give one of ${ways.join(", ")}.`,
  });
}

/** Throws invalid_request. */
function sourceUrlOf({ flags, terminal }: Invocation): string | undefined {
  const given = flags["sourceUrl"] ?? terminal.environment[sourceVariable];
  if (given === undefined || given === "") return undefined;
  if (typeof given === "string" && URL.canParse(given) && /^postgres(ql)?:$/.test(new URL(given).protocol)) return given;
  throw new HoldfastError("invalid_request", {
    what: `--source-url or ${sourceVariable} is no address of a PostgreSQL database.`,
    why: "It is not shown here, because it may hold a password.",
    action: "Write it like postgres://user:password@host:5432/database.",
  });
}

function importTable(invocation: Invocation): Promise<number> {
  const { table } = invocation.flags;
  const columns = plaintextColumns(invocation.flags["columns"]);
  const wipe = wipeOf(invocation);
  const elsewhere = sourceUrlOf(invocation);
  return run(invocation, (administration, settings, { access }) =>
    administration.importPlaintext({
      ...settings,
      ...wipe,
      source: { url: elsewhere ?? access.adminUrl, columns, ...(typeof table === "string" ? { table } : {}) },
    }),
  );
}

async function importFile(invocation: Invocation): Promise<number> {
  const { args, flags, terminal } = invocation;
  const path = resolve(terminal.workingDirectory, args[0] ?? "");
  await canAccess(path, constants.R_OK).catch((cause: unknown) => {
    throw new HoldfastError("not_found", {
      what: `There is no file ${path} that can be read.`,
      action: "Check the path.",
      cause,
    });
  });
  const name = typeof flags["name"] === "string" ? flags["name"] : basename(path);
  const standard = typeof flags["provider"] === "string" ? { provider: flags["provider"] } : {};
  return run(invocation, (administration, settings) =>
    administration.importLines({
      ...settings,
      ...standard,
      name,
      lines: createInterface({ input: createReadStream(path, "utf8") }),
    }),
  );
}

function reportLines(report: TokenImportReport): readonly string[] {
  const { dryRun, finished, source, read, copied, verified, wiped, already, kept, superseded, refused, notImported } = report;
  const left = kept + superseded + refused;
  const facts = [
    `${counted(read)} read`,
    dryRun ? `${copied} to be taken over` : `${copied} taken over, ${verified} verified, ${wiped} wiped in the source`,
    `${already} done earlier`,
    `${left} left (${kept} held already, ${superseded} replaced since, ${refused} not valid)`,
  ].join(", ");
  return [
    `${dryRun ? `Nothing was changed. An import of ${source} would do this` : `Imported ${source}`}: ${facts}.`,
    ...(finished ? [] : ["It was stopped: call it again, and it goes on from there."]),
    ...notImported.map(({ key, reason }) => `  ${key}: ${reason}`),
    ...(notImported.length < left ? [`  … and ${left - notImported.length} more`] : []),
  ];
}
