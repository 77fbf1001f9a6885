// Writes a group out, page by page, in a stable order: memory holds the ids and one page of rows (SE-13).
import type { ExportedItem, FileFormat, GroupId, UserId } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import { listExportIds } from "../sql/list-export-ids.js";
import { pageExport } from "../sql/page-export.js";
import { csvCell } from "./csv-cell.js";

const pageSize = 1000;

const columns: readonly (readonly [string, (row: ExportedItem) => string | number | null])[] = [
  ["record_id", (row) => row.recordId],
  ["title", (row) => row.title],
  ["reference", (row) => row.reference],
  ["family", (row) => row.family],
  ["type", (row) => row.type],
  ["year", (row) => row.year],
  ["status", (row) => row.status],
  ["note", (row) => row.note],
  ["state", (row) => row.state],
  ["metadata", (row) => (Object.keys(row.metadata).length === 0 ? null : JSON.stringify(row.metadata))],
  ["added_by", (row) => row.addedBy],
  ["added_at", (row) => row.addedAt],
  ["updated_at", (row) => row.updatedAt],
  ["withdrawn_at", (row) => row.withdrawnAt],
];

interface Format {
  readonly head: string;
  readonly line: (row: ExportedItem) => string;
}

const formats: Readonly<Record<FileFormat, Format>> = {
  csv: {
    head: `${columns.map(([name]) => name).join(",")}\r\n`,
    line: (row) => `${columns.map(([, cell]) => csvCell(cell(row))).join(",")}\r\n`,
  },
  lines: { head: "", line: (row) => `${JSON.stringify(row)}\n` },
};

export interface ExportOptions {
  readonly database: Pick<Database, "asUser">;
  readonly userId: UserId;
  readonly groupId: GroupId;
  readonly format: FileFormat;
}

/**
 * Ordered by title and id, the records that the group holds at the beginning. No transaction is open while the reader takes its time: what
 * leaves meanwhile is left out, and notes are those of the moment.
 */
export async function* exportGroup({ database, userId, groupId, format }: ExportOptions): AsyncGenerator<string, void> {
  const { head, line } = formats[format];
  if (head !== "") yield head;
  const ids = await database.asUser(userId, (db) => listExportIds(db, { groupId }), "single reads");
  for (let start = 0; start < ids.length; start += pageSize) {
    const recordIds = ids.slice(start, start + pageSize);
    const rows = await database.asUser(userId, (db) => pageExport(db, { groupId, recordIds }), "single reads");
    yield rows.map(line).join("");
  }
}
