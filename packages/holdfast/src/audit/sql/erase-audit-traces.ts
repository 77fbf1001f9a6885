// Destroys from where a person's changes came and what was written in them. The database refuses it without an event of it in the same transaction.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `select contexts, texts, kept_texts as "keptTexts" from holdfast.erase_audit_traces($1)`;

export interface ErasedTraces {
  /** Sessions, addresses and agents. */
  readonly contexts: number;
  /** Names of groups, notes and what else was written. */
  readonly texts: number;
  /** Rows of the trail by earlier releases that have such a text in them: sealed as they are, they leave with their month. */
  readonly keptTexts: number;
}

export async function eraseAuditTraces(db: Queryable, { userId }: { readonly userId: UserId }): Promise<ErasedTraces> {
  const [row] = await db.query<ErasedTraces>({ name: "erase_audit_traces", text, values: [userId] });
  return row ?? { contexts: 0, texts: 0, keptTexts: 0 };
}
