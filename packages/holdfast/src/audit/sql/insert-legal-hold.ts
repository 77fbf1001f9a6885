// Sets a legal hold.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `insert into holdfast.legal_hold (id, user_id, reason, rows_from, set_at, set_by) values ($1, $2, $3, $4, $5, $6)`;

export interface NewLegalHold {
  readonly id: string;
  readonly userId: UserId | null;
  readonly reason: string;
  readonly rowsFrom: string | null;
  readonly setAt: string;
  readonly setBy: UserId | null;
}

export async function insertLegalHold(db: Queryable, hold: NewLegalHold): Promise<void> {
  const { id, userId, reason, rowsFrom, setAt, setBy } = hold;
  await db.query({ name: "insert_legal_hold", text, values: [id, userId, reason, rowsFrom, setAt, setBy] });
}
