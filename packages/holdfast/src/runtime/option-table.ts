// The machinery of configuration: one description per option, from which variables, flags, file keys, help and reference follow (OP-03).
import { HoldfastError } from "@holdfast/contract";
import { nearestWord } from "./nearest-word.js";
import type { OptionKind } from "./option-kind.js";

/** One option as the table describes it. Names of variable, flag and file key follow from its name in the table. */
export interface OptionSpec<Value, Fallback = Value> {
  readonly kind: OptionKind<Value>;
  /** What the option is about, for the order of the help. */
  readonly topic: string;
  readonly explanation: string;
  readonly fallback: Fallback;
  /** Instead of the value, where the default follows from something else. */
  readonly fallbackText?: string;
  /** The environment variable, where it is not HOLDFAST_ and the name. */
  readonly variable?: string;
  /** Its value is never printed. */
  readonly secret?: boolean;
  /** A better example than that of the kind. */
  readonly example?: string;
}

// A table holds options of all types; each is read with its own kind only.
type AnySpec = Omit<OptionSpec<unknown>, "kind"> & {
  readonly kind: Omit<OptionKind<unknown>, "print"> & { print(value: never): string };
};
export type OptionTable = Readonly<Record<string, AnySpec>>;
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends {
    readonly kind: OptionKind<infer Value>;
    readonly fallback: infer Fallback;
  }
    ? Value | (Fallback & undefined)
    : never;
};

export type OptionSource = "flag" | "environment" | "file" | "default";

export interface OptionInput {
  /** Parsed flags by option name; what is undefined was not given. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The contents of the configuration file, when there is one. */
  readonly file?: { readonly path: string; readonly content: unknown } | undefined;
}

export interface LoadedValues<Table extends OptionTable> {
  readonly values: OptionValues<Table>;
  readonly sources: Readonly<Record<keyof Table, OptionSource>>;
}

/** One option for people: the help and the reference page are made of these. */
export interface OptionDescription {
  readonly name: string;
  readonly topic: string;
  readonly variable: string;
  readonly flag: string;
  /** The flag that turns a switch off. */
  readonly negativeFlag?: string;
  readonly placeholder?: string;
  readonly key: string;
  readonly expected: string;
  readonly example: string;
  /** Empty when there is none. */
  readonly fallback: string;
  readonly explanation: string;
  readonly secret: boolean;
}

export function option<Value>(spec: OptionSpec<Value, NoInfer<Value>>): OptionSpec<Value> {
  return spec;
}

/** An option that may stay without a value. */
export function optional<Value>(spec: Omit<OptionSpec<Value>, "fallback">): OptionSpec<Value, undefined> {
  return { ...spec, fallback: undefined };
}

const words = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`);

export function variableOf(name: string, spec: Pick<AnySpec, "variable">): string {
  return spec.variable ?? `HOLDFAST_${words(name).toUpperCase()}`;
}

export function flagOf(name: string): string {
  return `--${words(name).replaceAll("_", "-").toLowerCase()}`;
}

export function describeTable(table: OptionTable): readonly OptionDescription[] {
  return Object.entries(table).map(([name, spec]) => ({
    name,
    topic: spec.topic,
    variable: variableOf(name, spec),
    flag: flagOf(name),
    ...(spec.kind.placeholder === undefined
      ? { negativeFlag: flagOf(name).replace("--", "--no-") }
      : { placeholder: spec.kind.placeholder }),
    key: name,
    expected: spec.kind.expected,
    example: spec.example ?? spec.kind.example,
    fallback: spec.fallbackText ?? (spec.fallback === undefined ? "" : spec.kind.print(spec.fallback as never)),
    explanation: spec.explanation,
    secret: spec.secret === true,
  }));
}

interface Given {
  readonly source: OptionSource;
  /** For people: `the flag --port`. */
  readonly place: string;
  readonly value: unknown;
}

function givenFor(name: string, spec: AnySpec, { flags, environment, file }: OptionInput): Given | undefined {
  const variable = variableOf(name, spec);
  const inFile = fileKeys(file)[name];
  const candidates: readonly Given[] = [
    { source: "flag", place: `the flag ${flagOf(name)}`, value: flags[name] },
    // A variable that is set to nothing counts as not set, as in most tools.
    {
      source: "environment",
      place: `the environment variable ${variable}`,
      value: environment[variable] === "" ? undefined : environment[variable],
    },
    { source: "file", place: `"${name}" in ${file?.path ?? "the file"}`, value: inFile },
  ];
  return candidates.find(({ value }) => value !== undefined);
}

function fileKeys(file: OptionInput["file"]): Readonly<Record<string, unknown>> {
  if (file === undefined) return {};
  const { content, path } = file;
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content as Record<string, unknown>;
  throw new HoldfastError("configuration_invalid", {
    what: `${path} does not hold a JSON object.`,
    action: 'Write the options as keys of one object, such as { "port": 4280 }.',
  });
}

function badValue(name: string, spec: AnySpec, { place, value }: Given): HoldfastError {
  const shown = spec.secret === true ? "a value that is not shown because it is secret" : JSON.stringify(value);
  const problem = `expected ${spec.kind.expected}`;
  return new HoldfastError("configuration_invalid", {
    what: `The option ${name} is not valid: ${place} is ${shown}.`,
    why: `Expected ${spec.kind.expected}.`,
    action: `Set it like this: ${flagOf(name)}${spec.kind.placeholder === undefined ? "" : ` ${spec.example ?? spec.kind.example}`}, or ${variableOf(name, spec)}=${spec.example ?? spec.kind.example}.`,
    fields: [{ path: name, problem }],
    data: { option: name, place },
  });
}

/** Reads all options of a table. Throws configuration_invalid, naming the option and where its value came from. */
export function readTable<Table extends OptionTable>(table: Table, input: OptionInput): LoadedValues<Table> {
  refuseUnknownKeys(table, input.file);
  const values: Record<string, unknown> = {};
  const sources: Record<string, OptionSource> = {};
  for (const [name, spec] of Object.entries(table)) {
    const given = givenFor(name, spec, input);
    sources[name] = given?.source ?? "default";
    values[name] = given === undefined ? spec.fallback : readValue(name, spec, given);
  }
  return { values: Object.freeze(values), sources: Object.freeze(sources) } as LoadedValues<Table>;
}

function readValue(name: string, spec: AnySpec, given: Given): unknown {
  const result = spec.kind.schema.safeParse(given.value);
  if (result.success) return result.data;
  throw badValue(name, spec, given);
}

function refuseUnknownKeys(table: OptionTable, file: OptionInput["file"]): void {
  const unknown = Object.keys(fileKeys(file)).find((key) => key !== "$schema" && !Object.hasOwn(table, key));
  if (unknown === undefined || file === undefined) return;
  const meant = nearestWord(unknown, Object.keys(table));
  throw new HoldfastError("configuration_invalid", {
    what: `${file.path} has the key "${unknown}", which is no option.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
    why: "A misspelt option would silently keep its default.",
    action: "Correct or remove the key. `holdfast serve --help` lists the options.",
    fields: [{ path: unknown, problem: meant === undefined ? "unknown option" : `unknown option; did you mean ${meant}?` }],
  });
}

/** One sentence for each HOLDFAST_ variable that is no option: other programs may use the prefix, so it is no error. */
export function strangeVariables(
  table: OptionTable,
  environment: OptionInput["environment"],
  known: readonly string[] = [],
): readonly string[] {
  const variables = [...Object.entries(table).map(([name, spec]) => variableOf(name, spec)), ...known];
  const strange = Object.keys(environment).filter((name) => name.startsWith("HOLDFAST_") && !variables.includes(name));
  return strange.map((name) => {
    const meant = nearestWord(name, variables);
    return `The environment variable ${name} is no option and is ignored.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
  });
}
