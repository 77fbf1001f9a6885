// Refuses to write where the catalogue belongs to the application (SE-16).
import { HoldfastError } from "@holdfast/contract";
import type { Queryable } from "../database/index.js";
import { readHostCatalogue } from "./sql/read-host-catalogue.js";

/** Throws invalid_request when the catalogue is a table of the application. `attempt`: "Records cannot be imported". */
export async function requireOwnCatalogue(db: Queryable, attempt: string): Promise<void> {
  const table = await readHostCatalogue(db);
  if (table === undefined) return;
  throw new HoldfastError("invalid_request", {
    what: `${attempt}: the catalogue is the application's own table ${table}.`,
    why: "Holdfast reads that table and refers to it, and leaves its contents to the application.",
    action: `Change ${table} with the application's own tools.`,
  });
}
