// Makes values: such as a schema asks for, and such as nobody asks for.
import type { Chance } from "../load/chance.js";
import { type ApiDocument, resolve, type Schema } from "./document.js";

/** Ids that mean something to the server just now. */
export interface Known {
  readonly ids: readonly string[];
  readonly emails: readonly string[];
}

const oddTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202etxt.exe",
  "👩‍👩‍👧‍👦",
  "ﷺ".repeat(40),
  "x".repeat(300),
  "x".repeat(70_000),
  "'; drop table holdfast.record; --",
  "${jndi:ldap://x}",
  "../../../etc/passwd",
  "%00%2e%2e",
  "__proto__",
  "constructor",
  "null",
  "-1",
  "1e309",
  "NaN",
  "0x10",
  "2026-02-30T25:61:61Z",
  "00000000-0000-0000-0000-000000000000",
  "DEFAULT",
  "%",
  "_",
  "\\",
  "(((((",
  "a&b|!c:*",
  "\r\nset-cookie: a=b",
] as const;

const oddNumbers = [0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e21, 1e308, 5e-324] as const;

/** Anything at all. */
export function oddValue(chance: Chance, depth = 0): unknown {
  switch (chance.between(0, depth > 2 ? 4 : 8)) {
    case 0:
      return null;
    case 1:
      return chance.happens(0.5);
    case 2:
      return chance.pick(oddNumbers);
    case 3:
    case 4:
      return chance.pick(oddTexts);
    case 5:
      return Array.from({ length: chance.between(0, 4) }, () => oddValue(chance, depth + 1));
    case 6:
      return Array.from({ length: 1200 }, () => chance.uuid());
    case 7:
      return nested(chance.between(10, 200));
    default:
      return { [chance.pick(oddTexts)]: oddValue(chance, depth + 1) };
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export const oddText = (chance: Chance): string => chance.pick(oddTexts);

/** A maker of values for the schemas of a document. `oddness`: how often a value is none that the schema asks for. */
export class ValueMaker {
  readonly #document: ApiDocument;
  readonly #chance: Chance;
  readonly #known: Known;
  readonly #oddness: number;

  constructor(document: ApiDocument, chance: Chance, known: Known, oddness: number) {
    this.#document = document;
    this.#chance = chance;
    this.#known = known;
    this.#oddness = oddness;
  }

  make(given: Schema, depth = 0): unknown {
    const chance = this.#chance;
    if (chance.happens(this.#oddness)) return oddValue(chance);
    const schema = resolve(this.#document, given);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return chance.pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) return this.make(chance.pick(choices), depth);
    return this.#ofType(schema, depth);
  }

  #ofType(schema: Schema, depth: number): unknown {
    const chance = this.#chance;
    const type = typeof schema.type === "object" ? chance.pick(schema.type) : schema.type;
    switch (type) {
      case "string":
        return this.text(schema);
      case "integer":
      case "number":
        return chance.between(Math.max(schema.minimum ?? 0, -1000), Math.min(schema.maximum ?? 1000, 1000));
      case "boolean":
        return chance.happens(0.5);
      case "null":
        return null;
      case "array":
        return this.#list(schema, depth);
      default:
        return this.#object(schema, depth);
    }
  }

  /** As a schema of texts asks for: mostly something that the server knows. */
  text({ format, minLength = 0, maxLength = 60 }: Schema): string {
    const chance = this.#chance;
    if (format === "uuid") return chance.happens(0.8) ? chance.pick(this.#known.ids) : chance.uuid();
    if (format === "email") return chance.happens(0.5) ? chance.pick(this.#known.emails) : `${chance.uuid()}@example.test`;
    if (format === "date-time") return new Date(1.7e12 + chance.between(0, 1e9) * 200).toISOString();
    if (chance.happens(0.3)) return chance.pick(this.#known.ids);
    const length = chance.between(minLength, Math.max(minLength, Math.min(maxLength, 60)));
    return "a pass phrase of somebody who selects records and comes back".slice(0, length).padEnd(minLength, "z");
  }

  #list({ items = {}, minItems = 0 }: Schema, depth: number): unknown[] {
    const length = this.#chance.between(minItems, minItems + (depth > 3 ? 0 : 3));
    return Array.from({ length }, () => this.make(items, depth + 1));
  }

  #object({ properties = {}, required = [], allOf = [] }: Schema, depth: number): unknown {
    const made: Record<string, unknown> = {};
    for (const part of allOf) Object.assign(made, this.make(part, depth));
    for (const [name, schema] of Object.entries(properties))
      if (required.includes(name) ? !this.#chance.happens(this.#oddness / 2) : this.#chance.happens(0.4))
        made[name] = this.make(schema, depth + 1);
    if (this.#chance.happens(this.#oddness)) made[oddText(this.#chance)] = oddValue(this.#chance);
    return made;
  }
}
