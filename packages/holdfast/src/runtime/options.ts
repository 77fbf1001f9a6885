// Loads the options from flags, environment and file into one frozen object, or says which one is wrong (OP-03).
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import { optionTable } from "./option-list.js";
import {
  describeTable,
  type OptionDescription,
  type OptionSource,
  type OptionValues,
  readTable,
  strangeVariables,
} from "./option-table.js";

type Values = OptionValues<typeof optionTable>;
export type OptionName = keyof Values;

/** All options with what follows from others filled in. Paths are absolute. */
export type Options = Values & { readonly journalDirectory: string; readonly sampleCatalogue: boolean };

export interface LoadedOptions {
  readonly options: Options;
  readonly sources: Readonly<Record<OptionName, OptionSource>>;
  /** The configuration file that was read. */
  readonly file: string | undefined;
  /** What is strange and no error, one sentence each. */
  readonly warnings: readonly string[];
}

export interface LoadOptions {
  /** Parsed flags by option name, and `config` for the file. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory?: string;
}

const configurationFile = "holdfast.config.json";
/** Variables that are no options of the server: of the command line and of tests. */
const otherVariables = ["HOLDFAST_CONFIG", "HOLDFAST_TOKEN", "HOLDFAST_URL", "HOLDFAST_TEST_SERVER"];

/**
 * Reads the options: flags before environment variables before the file before defaults. The file is `config` of the flags,
 * HOLDFAST_CONFIG, or holdfast.config.json of the working directory when it is there. Throws configuration_invalid.
 */
export function loadOptions({
  flags = {},
  environment = process.env,
  workingDirectory = process.cwd(),
}: LoadOptions = {}): LoadedOptions {
  const asked = flags["config"] ?? environment["HOLDFAST_CONFIG"];
  const named = typeof asked === "string" && asked !== "" ? resolve(workingDirectory, asked) : undefined;
  const file = readFile(named ?? join(workingDirectory, configurationFile), named !== undefined);
  const { values, sources } = readTable(optionTable, { flags, environment, file });
  const options = complete(values, workingDirectory);
  refuseHalfTables(options);
  return { options, sources, file: file?.path, warnings: strangeVariables(optionTable, environment, otherVariables) };
}

/** Every option for people, in the order of the table: for help and the reference page. */
export function describeOptions(): readonly OptionDescription[] {
  return describeTable(optionTable);
}

function readFile(file: string, isRequired: boolean): { readonly path: string; readonly content: unknown } | undefined {
  try {
    return { path: file, content: JSON.parse(readFileSync(file, "utf8")) as unknown };
  } catch (cause) {
    if (!isRequired && cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new HoldfastError("configuration_invalid", {
      what: `The configuration file ${file} cannot be read${cause instanceof SyntaxError ? ": it is not JSON" : ""}.`,
      why: cause instanceof Error ? cause.message : "",
      action: `Correct the file, or name another with --config. It holds one JSON object, such as { "port": 4280 }.`,
      cause,
    });
  }
}

function complete(values: Values, workingDirectory: string): Options {
  const absolute = (given: string): string => resolve(workingDirectory, given);
  const dataDirectory = absolute(values.dataDirectory);
  const { databaseUrl, keyringFile, consoleDirectory } = values;
  return Object.freeze({
    ...values,
    dataDirectory,
    journalDirectory: values.journalDirectory === undefined ? join(dataDirectory, "journal") : absolute(values.journalDirectory),
    keyringFile: keyringFile === undefined ? undefined : absolute(keyringFile),
    consoleDirectory: consoleDirectory === undefined ? undefined : absolute(consoleDirectory),
    databaseAdminUrl: values.databaseAdminUrl ?? databaseUrl,
    databaseRequestUrl: values.databaseRequestUrl ?? databaseUrl,
    databaseWorkerUrl: values.databaseWorkerUrl ?? databaseUrl,
    sampleCatalogue: values.sampleCatalogue ?? (databaseUrl === undefined && values.recordsTable === undefined),
  });
}

/** Columns make sense with their table only, and the address of the database with its logins only. */
function refuseHalfTables(options: Options): void {
  const { databaseUrl, databaseRequestUrl, databaseWorkerUrl, databaseAdminUrl, recordsTable, recordsTitle } = options;
  const column = (
    [
      "recordsTitle",
      "recordsReference",
      "recordsFamily",
      "recordsType",
      "recordsYear",
      "recordsStatus",
      "recordsWithdrawnAt",
    ] as const
  ).find((name) => options[name] !== undefined);
  if (recordsTable === undefined && column !== undefined) throw lacks(column, "recordsTable", "It names a column of that table.");
  if (recordsTable !== undefined && recordsTitle === undefined)
    throw lacks("recordsTable", "recordsTitle", "Records are shown by that column.");
  if (options.jwtIssuer !== undefined && options.jwtAudience === undefined)
    throw lacks("jwtIssuer", "jwtAudience", "Tokens that are meant for somebody else must not open doors here.");
  if (options.alertWebhookUrl !== undefined && options.alertWebhookSecret === undefined)
    throw lacks("alertWebhookUrl", "alertWebhookSecret", "The receiver could not tell our messages from forged ones.");
  const login = databaseRequestUrl ?? databaseWorkerUrl ?? databaseAdminUrl;
  if (databaseUrl === undefined && login !== undefined)
    throw lacks(
      "A login of the database",
      "databaseUrl",
      "Without it an embedded database is used, which has logins of its own.",
    );
}

function lacks(given: string, missing: OptionName, why: string): HoldfastError {
  const { variable, flag: name } = describeOptions().find((one) => one.name === missing) ?? { variable: missing, flag: missing };
  return new HoldfastError("configuration_invalid", {
    what: `${given} is set, but ${missing} is not.`,
    why,
    action: `Set ${variable} or ${name} as well.`,
    fields: [{ path: missing, problem: "missing" }],
  });
}
