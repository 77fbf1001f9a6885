// The application's table that serves as the catalogue; undefined when the catalogue is ours.
import type { Queryable } from "../../database/index.js";

export async function readHostCatalogue(db: Queryable): Promise<string | undefined> {
  const rows = await db.query<{ name: string | null }>({
    name: "read-host-catalogue",
    text: `select tables -> 'records' ->> 'table' as name from holdfast.host`,
    values: [],
  });
  return rows[0]?.name ?? undefined;
}
