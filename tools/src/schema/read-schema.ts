// Reads a database's schema as one canonical text: the same schema gives the same text, whenever and wherever it was made.
import type { CatalogueReader, DumpStatement } from "./catalogue-reader.js";
import { listColumnGrants } from "./sql/list-column-grants.js";
import { listConstraints } from "./sql/list-constraints.js";
import { listFunctions } from "./sql/list-functions.js";
import { listIndexes } from "./sql/list-indexes.js";
import { listPolicies } from "./sql/list-policies.js";
import { listRelationGrants } from "./sql/list-relation-grants.js";
import { listRoles } from "./sql/list-roles.js";
import { listSchemaGrants } from "./sql/list-schema-grants.js";
import { listSequences } from "./sql/list-sequences.js";
import { listTables } from "./sql/list-tables.js";
import { listTriggers } from "./sql/list-triggers.js";
import { listTypes } from "./sql/list-types.js";
import { listViews } from "./sql/list-views.js";

/** In the order in which they are printed under one subject. */
const lists = [
  listRoles,
  listSchemaGrants,
  listTypes,
  listSequences,
  listTables,
  listViews,
  listConstraints,
  listIndexes,
  listTriggers,
  listPolicies,
  listRelationGrants,
  listColumnGrants,
  listFunctions,
];

const heading = "-- The schema that the migrations make, for reading and for comparison. Written by a tool, never by hand.";

/** Statements under one heading per subject, subjects in the order in which they first appear. */
export function printSchema(statements: readonly DumpStatement[]): string {
  const bySubject = new Map<string, string[]>();
  for (const { subject, text } of statements) bySubject.set(subject, [...(bySubject.get(subject) ?? []), text.trimEnd()]);
  const sections = [...bySubject].map(([subject, texts]) => `-- ${subject}\n${texts.join("\n")}`);
  return `${[heading, ...sections].join("\n\n")}\n`;
}

export async function readSchema(db: CatalogueReader): Promise<string> {
  const statements: DumpStatement[] = [];
  for (const list of lists) statements.push(...(await list(db)));
  return printSchema(statements);
}
