// Sees whether what is kept beside the trail is what was written, or was erased with a reason (AU-06).
import type { Queryable } from "../../database/index.js";
import { verifyContext } from "../audit-context.js";
import { verifyText } from "../audit-text.js";
import { countMissingContexts } from "../sql/count-missing-contexts.js";
import { countMissingTexts } from "../sql/count-missing-texts.js";
import { pageAuditContexts } from "../sql/page-audit-contexts.js";
import { pageAuditTexts } from "../sql/page-audit-texts.js";
import { type AuditBreak, type AuditBreakKind, breakOfRow, breakOfSeal } from "./audit-break.js";

/** One kind of thing beside the trail. */
interface Beside<Row extends { readonly id: string }> {
  readonly page: (db: Queryable, page: { readonly after: string; readonly limit: number }) => Promise<readonly Row[]>;
  /** Sorts before every id. */
  readonly lowest: string;
  readonly fits: (row: Row) => boolean;
  readonly altered: { readonly kind: AuditBreakKind; readonly what: (id: string) => string };
  readonly missing: { readonly kind: AuditBreakKind; readonly what: string };
  readonly count: (db: Queryable, erasedUsers: readonly string[]) => Promise<MissingBeside>;
}

/** Events of which something beside the trail is gone. */
export interface MissingBeside {
  /** Of persons who were erased. */
  readonly erased: number;
  /** The first of others. */
  readonly lost: { readonly id: string; readonly action: string; readonly position: number | null } | null;
  readonly lostAt: string | null;
}

export interface BesideVerdict {
  readonly checked: number;
  /** Events whose part was destroyed when a person was erased. */
  readonly erased: number;
  readonly breaks: readonly AuditBreak[];
}

const pageSize = 1000;

/** `erasedUsers`: those of whose erasure only a seal still tells, because retention removed the event. */
interface BesideCheck {
  readonly erasedUsers: readonly string[];
  readonly signal: AbortSignal | undefined;
}

export function checkContexts(db: Queryable, check: BesideCheck): Promise<BesideVerdict> {
  return checkBeside(db, check, {
    page: pageAuditContexts,
    lowest: "00000000-0000-0000-0000-000000000000",
    fits: verifyContext,
    altered: { kind: "context_altered", what: (id) => `The context ${id} (session, address, agent) is not what was written.` },
    missing: {
      kind: "context_missing",
      what: "Session, address and agent of this event are gone, and its person was not erased.",
    },
    count: countMissingContexts,
  });
}

export function checkTexts(db: Queryable, check: BesideCheck): Promise<BesideVerdict> {
  return checkBeside(db, check, {
    page: pageAuditTexts,
    lowest: "",
    fits: verifyText,
    altered: { kind: "text_altered", what: (id) => `The text ${id} beside the trail is not what was written.` },
    missing: { kind: "text_missing", what: "What was written in this event is gone, and its person was not erased." },
    count: countMissingTexts,
  });
}

async function checkBeside<Row extends { readonly id: string }>(
  db: Queryable,
  { erasedUsers, signal }: BesideCheck,
  { page, lowest, fits, altered, missing, count }: Beside<Row>,
): Promise<BesideVerdict> {
  const breaks: AuditBreak[] = [];
  let [checked, after, more] = [0, lowest, true];
  while (more) {
    signal?.throwIfAborted();
    const rows = await page(db, { after, limit: pageSize });
    for (const row of rows) if (!fits(row)) breaks.push(breakOfSeal(altered.kind, null, altered.what(row.id)));
    checked += rows.length;
    after = rows.at(-1)?.id ?? after;
    more = rows.length === pageSize;
  }
  const { erased, lost, lostAt } = await count(db, erasedUsers);
  if (lost !== null && lostAt !== null) {
    const row = { id: Number(lost.id), at: lostAt, action: lost.action, position: lost.position };
    breaks.push(breakOfRow(missing.kind, { seal: null, row: null }, row, missing.what));
  }
  return { checked, erased, breaks };
}
