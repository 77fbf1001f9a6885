// JSON Schema out of the contract's schemas, with the named ones collected once under `components`.
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

const LOCAL = "#/$defs/";
const SHARED = "#/components/schemas/";

/** Points references at the shared components. */
function redirect(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redirect);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === "$ref" && typeof entry === "string" ? entry.replace(LOCAL, SHARED) : redirect(entry),
    ]),
  );
}

export interface SchemaCollector {
  /** The schema as it is sent (`input`) or answered (`output`); named schemas become references. */
  of(schema: z.ZodType, io: "input" | "output"): JsonSchema;
  readonly named: Readonly<Record<string, JsonSchema>>;
}

export function schemaCollector(): SchemaCollector {
  const named: Record<string, JsonSchema> = {};
  return {
    named,
    of(schema, io) {
      const {
        $schema: _,
        $defs = {},
        ...own
      } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema & {
        readonly $defs?: Readonly<Record<string, unknown>>;
      };
      for (const [name, definition] of Object.entries($defs)) named[name] = redirect(definition) as JsonSchema;
      return redirect(own) as JsonSchema;
    },
  };
}
