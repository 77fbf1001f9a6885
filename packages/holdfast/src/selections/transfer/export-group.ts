// Writes a group out, page by page, in a stable order: memory holds one page however large the group (SE-13).
import type { FileFormat, GroupId, UserId } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import { type ExportRow, pageExport } from "../sql/page-export.js";
import { csvCell } from "./csv-cell.js";

const pageSize = 1000;

const columns: readonly (readonly [string, (row: ExportRow) => string | number | null])[] = [
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
  readonly line: (row: ExportRow) => string;
}

const formats: Readonly<Record<FileFormat, Format>> = {
  csv: {
    head: `${columns.map(([name]) => name).join(",")}\r\n`,
    line: (row) => `${columns.map(([, cell]) => csvCell(cell(row))).join(",")}\r\n`,
  },
  lines: { head: "", line: ({ key: _, ...row }) => `${JSON.stringify(row)}\n` },
};

export interface ExportOptions {
  readonly database: Pick<Database, "asUser">;
  readonly userId: UserId;
  readonly groupId: GroupId;
  readonly format: FileFormat;
}

/** Ordered by title and id. No transaction is open while the reader takes its time: what changes meanwhile shows from there on. */
export async function* exportGroup({ database, userId, groupId, format }: ExportOptions): AsyncGenerator<string, void> {
  const { head, line } = formats[format];
  if (head !== "") yield head;
  let after: ExportRow | undefined;
  for (;;) {
    const from = after;
    const rows = await database.asUser(userId, (db) => pageExport(db, { groupId, after: from, limit: pageSize }));
    if (rows.length > 0) yield rows.map(line).join("");
    after = rows.at(-1);
    if (rows.length < pageSize) return;
  }
}
