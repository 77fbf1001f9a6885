// Decides what may leave: an encoder made once from a schema copies what the schema declares and nothing else.
import { HoldfastError } from "@holdfast/contract";
import type { z } from "zod";

/** Copies the declared part of a value. Throws `internal` when the value does not have the declared form. */
export type Encoder = (value: unknown) => unknown;

type AnySchema = z.core.$ZodType;

const misfit = (expected: string): never => {
  throw new HoldfastError("internal", {
    what: `An answer did not fit its schema: ${expected} was expected.`,
    action: "Report this.",
  });
};

const leaf =
  (type: "string" | "number" | "boolean"): Encoder =>
  (value) =>
    typeof value === type ? value : misfit(type);

const text = leaf("string");

function encodeArray(item: Encoder): Encoder {
  // Lists of ids are the largest answers: they are checked in place and not copied.
  if (item === text)
    return (value) =>
      Array.isArray(value) && value.every((entry) => typeof entry === "string") ? value : misfit("a list of strings");
  return (value) => (Array.isArray(value) ? value.map(item) : misfit("a list"));
}

function encodeObject(shape: Readonly<Record<string, AnySchema>>): Encoder {
  const fields = Object.entries(shape).map(([key, schema]) => [key, answerEncoder(schema)] as const);
  return (value) => {
    if (typeof value !== "object" || value === null) return misfit("an object");
    const source = value as Record<string, unknown>;
    const copy: Record<string, unknown> = {};
    for (const [key, encode] of fields) copy[key] = encode(source[key]);
    return copy;
  };
}

/** The literal values that choose an option of a discriminated union. */
function discriminants(option: AnySchema, key: string): readonly unknown[] {
  const { def } = (option as z.core.$ZodObject)._zod;
  const chooser = def.shape[key]?._zod.values;
  return chooser === undefined ? misfit(`a literal \`${key}\``) : [...chooser];
}

function encodeUnion(def: z.core.$ZodUnionDef & { readonly discriminator?: string }): Encoder {
  const { discriminator } = def;
  if (discriminator === undefined) {
    const encoders = def.options.map(answerEncoder);
    return encoders.every((encoder) => encoder === text) ? text : misfit("a discriminated union");
  }
  const byValue = new Map(
    def.options.flatMap((option) => {
      const encoder = answerEncoder(option);
      return discriminants(option, discriminator).map((value) => [value, encoder] as const);
    }),
  );
  return (value) => {
    const chosen = byValue.get((value as Record<string, unknown> | null)?.[discriminator]);
    return chosen === undefined ? misfit(`a known \`${discriminator}\``) : chosen(value);
  };
}

/** The encoder of a schema. Unknown kinds of schema are refused when the server starts, not when it answers. */
export function answerEncoder(schema: AnySchema): Encoder {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "enum":
      return text;
    case "number":
      return leaf("number");
    case "boolean":
      return leaf("boolean");
    case "literal":
      return (value) => (def.values.includes(value as z.core.util.Literal) ? value : misfit(`one of ${def.values.join(", ")}`));
    case "array":
      return encodeArray(answerEncoder(def.element));
    case "object":
      return encodeObject(def.shape);
    case "union":
      return encodeUnion(def);
    case "nullable": {
      const inner = answerEncoder(def.innerType);
      return (value) => (value === null ? null : inner(value));
    }
    case "optional": {
      const inner = answerEncoder(def.innerType);
      return (value) => (value === undefined ? undefined : inner(value));
    }
    case "readonly":
      return answerEncoder(def.innerType);
    case "record":
      // Free-form by declaration (metadata): what a caller stored there is what the caller gets.
      return (value) => (typeof value === "object" && value !== null ? value : misfit("an object"));
    default:
      return misfit(`a schema that can be encoded, not ${def.type},`);
  }
}

/** Answers with lists beyond this many ids are not kept as text: it would weigh more than the list. */
const MOST_KEPT_IDS = 1000;

const isIdList = (schema: AnySchema): boolean => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "array" && answerEncoder(def.element) === text;
};

const isPlain = (schema: AnySchema): boolean =>
  ["string", "number", "boolean", "enum", "literal"].includes((schema as z.core.$ZodTypes)._zod.def.type);

/** Whether the value can never become another: it is frozen, and so are its lists of ids; plain values are anyway. */
function isSettled(value: Readonly<Record<string, unknown>>, lists: readonly string[]): boolean {
  if (!Object.isFrozen(value)) return false;
  return lists.every((key) => {
    const list = value[key] as readonly unknown[];
    return Object.isFrozen(list) && list.length <= MOST_KEPT_IDS;
  });
}

type FieldText = (value: unknown) => string | undefined;

/** JSON text of one declared value. A list of ids is looked at in place. */
function fieldText(schema: AnySchema): FieldText {
  const encode = answerEncoder(schema);
  return (value) => JSON.stringify(encode(value));
}

function objectText(declared: readonly (readonly [string, AnySchema])[]): (value: Readonly<Record<string, unknown>>) => string {
  const fields = declared.map(([key, schema]) => [key, `${JSON.stringify(key)}:`, fieldText(schema)] as const);
  return (value) => {
    let inside = "";
    for (const [key, label, json] of fields) {
      const field = json(value[key]);
      if (field !== undefined) inside += inside === "" ? label + field : `,${label}${field}`;
    }
    return `{${inside}}`;
  };
}

/** The encoder of a whole answer: its JSON text. What can never change, such as a group at a version, is put into text once for all who read it. */
export function answerText(schema: AnySchema): (value: unknown) => string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const encode = answerEncoder(schema);
  if (def.type !== "object") return (value) => JSON.stringify(encode(value));
  const declared = Object.entries(def.shape);
  const write = objectText(declared);
  const lists = declared.filter(([, field]) => isIdList(field)).map(([key]) => key);
  const canSettle = lists.length > 0 && declared.every(([, field]) => isIdList(field) || isPlain(field));
  const kept = new WeakMap<object, string>();
  return (value) => {
    if (typeof value !== "object" || value === null) return misfit("an object");
    const source = value as Readonly<Record<string, unknown>>;
    if (!canSettle) return write(source);
    const known = kept.get(source);
    if (known !== undefined) return known;
    const whole = write(source);
    if (isSettled(source, lists)) kept.set(source, whole);
    return whole;
  };
}
