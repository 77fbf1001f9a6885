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

/** Lists beyond this many ids are not kept as text: it would weigh more than the list. */
const MOST_KEPT_IDS = 1000;

interface KeptText {
  readonly list: string;
  /** The last answer around the list, and what stood before the list in it. */
  before: string;
  whole: string;
}

const keptTexts = new WeakMap<readonly string[], KeptText>();

/** A frozen list of ids stays what it is: it is looked at, and its text is made, once for all who read it. */
function idListText(value: unknown, encode: Encoder): string {
  const kept = keptTexts.get(value as readonly string[]);
  if (kept !== undefined) return kept.list;
  const ids = encode(value) as readonly string[];
  const list = JSON.stringify(ids);
  if (ids.length <= MOST_KEPT_IDS && Object.isFrozen(ids)) keptTexts.set(ids, { list, before: "", whole: "" });
  return list;
}

/** The same answer that ends with the same list is the same text: kept, so that nobody has to put it together again. */
function textAround(before: string, list: unknown, label: string, encode: Encoder): string {
  const listText = idListText(list, encode);
  const kept = keptTexts.get(list as readonly string[]);
  if (kept === undefined) return `{${before}${label}${listText}}`;
  if (kept.before !== before) {
    kept.before = before;
    kept.whole = `{${before}${label}${listText}}`;
  }
  return kept.whole;
}

const isIdList = (schema: AnySchema): boolean => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "array" && answerEncoder(def.element) === text;
};

/** JSON text of one declared value. */
function jsonField(schema: AnySchema): (value: unknown) => string | undefined {
  const encode = answerEncoder(schema);
  return isIdList(schema) ? (value) => idListText(value, encode) : (value) => JSON.stringify(encode(value));
}

/** The encoder of a whole answer: its JSON text. */
export function answerText(schema: AnySchema): (value: unknown) => string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const encode = answerEncoder(schema);
  if (def.type !== "object") return (value) => JSON.stringify(encode(value));
  const declared = Object.entries(def.shape);
  const [lastKey, last] = declared.at(-1) ?? [];
  const list =
    lastKey !== undefined && last !== undefined && isIdList(last) ? { key: lastKey, encode: answerEncoder(last) } : undefined;
  const labelled = ([key, field]: (typeof declared)[number]) => [key, `${JSON.stringify(key)}:`, jsonField(field)] as const;
  const fields = (list === undefined ? declared : declared.slice(0, -1)).map(labelled);
  return (value) => {
    if (typeof value !== "object" || value === null) return misfit("an object");
    const source = value as Record<string, unknown>;
    let inside = "";
    for (const [key, label, json] of fields) {
      const field = json(source[key]);
      if (field !== undefined) inside += inside === "" ? label + field : `,${label}${field}`;
    }
    if (list === undefined) return `{${inside}}`;
    return textAround(inside === "" ? "" : `${inside},`, source[list.key], `${JSON.stringify(list.key)}:`, list.encode);
  };
}
