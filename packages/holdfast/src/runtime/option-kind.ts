// The kinds of values that options have: each reads the text of a flag or variable and the value of a file alike.
import { z } from "zod";

export interface OptionKind<Value> {
  readonly schema: z.ZodType<Value>;
  /** What is expected, after "Expected ": `a whole number from 1 to 5`. */
  readonly expected: string;
  readonly example: string;
  /** What stands for the value in the help: `number`. Absent for a switch, whose flag takes none. */
  readonly placeholder: string | undefined;
  /** A value as it is written in a flag, a variable or the documentation. */
  print(value: Value): string;
}

const plain = String;

export function text(placeholder: string, example: string, most = 4096): OptionKind<string> {
  return {
    schema: z.string().trim().min(1).max(most),
    expected: `text of 1 to ${most} characters`,
    example,
    placeholder,
    print: plain,
  };
}

export function oneOf<const Value extends string>(values: readonly [Value, ...Value[]]): OptionKind<Value> {
  return {
    schema: z.enum(values),
    expected: `one of ${values.join(", ")}`,
    example: values[0],
    placeholder: values.join("|"),
    print: plain,
  };
}

export function integer(least: number, most: number, example: number): OptionKind<number> {
  const digits = z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/)
    .transform(Number);
  return {
    schema: z.union([z.int(), digits]).pipe(z.int().min(least).max(most)),
    expected: `a whole number from ${least} to ${most}`,
    example: String(example),
    placeholder: "number",
    print: plain,
  };
}

export const flag: OptionKind<boolean> = {
  schema: z.union([
    z.boolean(),
    z.enum(["true", "on", "yes", "1", "false", "off", "no", "0"]).transform((word) => ["true", "on", "yes", "1"].includes(word)),
  ]),
  expected: "on or off (also true, false, yes, no, 1, 0)",
  example: "on",
  placeholder: undefined,
  print: (value) => (value ? "on" : "off"),
};

interface Unit {
  readonly name: string;
  readonly size: number;
}

/** A number with a unit, such as `10s`; a bare number counts in the first unit. */
function measure(units: readonly [Unit, ...Unit[]], least: number, most: number, example: string): OptionKind<number> {
  const pattern = new RegExp(`^(\\d{1,15}(?:\\.\\d{1,3})?)\\s*(${units.map(({ name }) => name).join("|")})?$`, "i");
  const read = z
    .string()
    .trim()
    .regex(pattern)
    .transform((given) => {
      const [, amount = "", unit = units[0].name] = pattern.exec(given) ?? [];
      const size = units.find(({ name }) => name.toLowerCase() === unit.toLowerCase())?.size ?? 1;
      return Math.round(Number(amount) * size);
    });
  const print = (value: number): string => {
    const unit = units.findLast(({ size }) => value >= size && value % size === 0) ?? units[0];
    return `${value / unit.size}${unit.name}`;
  };
  return {
    schema: z.union([z.number(), read]).pipe(z.int().min(least).max(most)),
    expected: `a number with one of the units ${units.map(({ name }) => name).join(", ")}, from ${print(least)} to ${print(most)}`,
    example,
    placeholder: units[0].name === "B" ? "size" : "time",
    print,
  };
}

const second = 1000;
const hour = 3600 * second;

/** Milliseconds. */
export function duration(least: number, most: number, example: string): OptionKind<number> {
  const units = [
    { name: "ms", size: 1 },
    { name: "s", size: second },
    { name: "min", size: 60 * second },
    { name: "h", size: hour },
    { name: "d", size: 24 * hour },
  ] as const;
  return measure([...units], least, most, example);
}

/** So many in a time. */
export interface Rate {
  readonly points: number;
  readonly windowMs: number;
}

/** `600/1min`: at most 600 in any window of a minute. */
export function rate(example: string): OptionKind<Rate> {
  const window = duration(second, 24 * hour, "1min");
  const pair = z
    .string()
    .trim()
    .regex(/^\d{1,9}\s*\/.+$/)
    .transform((given): unknown => {
      const [points, time] = given.split("/");
      return { points: Number(points), windowMs: time };
    });
  return {
    schema: z
      .unknown()
      .pipe(pair)
      .pipe(z.object({ points: z.int().min(1), windowMs: window.schema })),
    expected: "a number and a time from 1s to 1d, such as 600/1min",
    example,
    placeholder: "number/time",
    print: ({ points, windowMs }) => `${points}/${window.print(windowMs)}`,
  };
}

/** Bytes. */
export function bytes(least: number, most: number, example: string): OptionKind<number> {
  const units = [
    { name: "B", size: 1 },
    { name: "KiB", size: 1024 },
    { name: "MiB", size: 1024 ** 2 },
    { name: "GiB", size: 1024 ** 3 },
  ] as const;
  return measure([...units], least, most, example);
}

const isAddress = (given: string, protocols: readonly string[]): boolean =>
  URL.canParse(given) && protocols.includes(new URL(given).protocol);

/** An address of one of these protocols. */
export function address(protocols: readonly string[], expected: string, example: string): OptionKind<string> {
  return {
    schema: z
      .string()
      .trim()
      .refine((given) => isAddress(given, protocols)),
    expected,
    example,
    placeholder: "url",
    print: plain,
  };
}

/** The scheme, host and port of a site, without a path. */
export const origin: OptionKind<string> = {
  schema: z
    .string()
    .trim()
    .refine((given) => isAddress(given, ["http:", "https:"]) && new URL(given).pathname === "/")
    .transform((given) => new URL(given).origin),
  expected: "an http or https address without a path",
  example: "https://holdfast.example.org",
  placeholder: "url",
  print: plain,
};
