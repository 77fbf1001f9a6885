// Which of these operations the database has in quarantine: known after a lost reply to the COMMIT that put them there (SY-02).
import type { JournalId, Position } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface KeptRefusal {
  readonly position: Position;
  readonly sqlState: string;
}

export async function readRefusals(
  db: Queryable,
  { journalId, positions }: { readonly journalId: JournalId; readonly positions: readonly Position[] },
): Promise<readonly KeptRefusal[]> {
  return db.query<KeptRefusal>({
    name: "read-refusals",
    text: `
      select position::float8 as position, sql_state as "sqlState"
      from holdfast.quarantine
      where journal_id = $1 and position = any ($2::bigint[])
      order by position`,
    values: [journalId, positions],
  });
}
