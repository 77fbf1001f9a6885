// Takes what people wrote out of the metadata of rows, so that only its id is sealed with them (AU-06).
import { randomBytes } from "node:crypto";
import type { AuditOperation } from "./audit-record.js";
import { type AuditText, textOf } from "./audit-text.js";

export interface TextsBeside {
  readonly texts: readonly AuditText[];
  /** JSON of each operation's metadata, with the id of its text; null for none. */
  readonly metadata: readonly (string | null)[];
}

export function textsBeside(operations: readonly AuditOperation[]): TextsBeside {
  const texts: AuditText[] = [];
  const metadata = operations.map(({ userId, actorId, at, text, metadata: facts }) => {
    if (text === undefined) return facts == null ? null : JSON.stringify(facts);
    const beside = textOf({ userId: userId ?? actorId, contents: text, salt: randomBytes(16), at });
    texts.push(beside);
    return JSON.stringify({ ...facts, textId: beside.id });
  });
  return { texts, metadata };
}
