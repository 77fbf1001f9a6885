// Operations in quarantine, oldest first.
import type { JournalId, OperationId, Position, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { SelectionEntry } from "../entry.js";

export interface QuarantineRow {
  readonly journal_id: JournalId;
  readonly position: Position;
  readonly user_id: UserId;
  readonly operation_id: OperationId;
  readonly sql_state: string;
  readonly message: string;
  readonly payload: SelectionEntry;
  readonly at: string;
  readonly resolved_at: string | null;
  readonly resolution: "replayed" | "discarded" | null;
}

export async function listQuarantine(
  db: Queryable,
  { resolved, limit }: { readonly resolved: boolean; readonly limit: number },
): Promise<readonly QuarantineRow[]> {
  return db.query<QuarantineRow>({
    name: "list-quarantine",
    text: `
      select journal_id, position, user_id, operation_id, sql_state, message, payload, at, resolved_at, resolution
      from holdfast.quarantine
      where (resolved_at is not null) = $1
      order by at, position
      limit $2`,
    values: [resolved, limit],
  });
}
