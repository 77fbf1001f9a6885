// Compares one window of the trail with what was sealed, row by row: only for windows that do not fit as a whole.
import type { Queryable } from "../../database/index.js";
import type { AuditSeal } from "../seal/audit-seal.js";
import { merkleRoot } from "../seal/merkle.js";
import { findAuditEvent } from "../sql/find-audit-event.js";
import type { OrderPlace } from "../sql/read-leaves.js";
import { readSealedRows, type SealedWindow } from "../sql/read-sealed-rows.js";
import { readWindowRows, type WindowRow } from "../sql/read-window-rows.js";
import { type AuditBreak, breakOfRow, breakOfSeal } from "./audit-break.js";

export interface WindowVerdict {
  readonly breaks: readonly AuditBreak[];
  /** Rows that retention removed. */
  readonly removed: number;
}

export interface SealWindow {
  readonly seal: AuditSeal;
  /** Where it begins: the end of the window before. */
  readonly after: OrderPlace;
  readonly isRemoved: (at: string) => boolean;
}

const strangersNamed = 20;

export async function checkWindow(db: Queryable, { seal, after, isRemoved }: SealWindow): Promise<WindowVerdict> {
  const present = await readWindowRows(db, { after, until: seal, limit: seal.rowCount + strangersNamed });
  const sealed = await readSealedRows(db, seal);
  if (sealed === undefined && (present.length > 0 || !isWhollyRemoved(seal, isRemoved))) {
    return {
      breaks: [
        breakOfSeal("seal_altered", seal.seq, `The list of the rows of seal ${seal.seq} is gone, and its rows do not fit.`),
      ],
      removed: 0,
    };
  }
  if (sealed === undefined) return { breaks: [], removed: seal.rowCount };
  if (!merkleRoot(sealed.leaves).equals(seal.root) || !sealed.keysDigest.equals(seal.keysDigest)) {
    return {
      breaks: [breakOfSeal("seal_altered", seal.seq, `The list of the rows of seal ${seal.seq} is not what was sealed.`)],
      removed: 0,
    };
  }
  return compare(db, seal, sealed, present, isRemoved);
}

// A window that retention removed lies between removed months, and so do all times between its first and its last.
function isWhollyRemoved({ firstAt, lastAt }: AuditSeal, isRemoved: (at: string) => boolean): boolean {
  return firstAt !== null && lastAt !== null && isRemoved(firstAt) && isRemoved(lastAt);
}

const keyOf = ({ id, at }: { readonly id: number; readonly at: string }): string => `${id} ${at}`;

async function compare(
  db: Queryable,
  seal: AuditSeal,
  sealed: SealedWindow,
  present: readonly WindowRow[],
  isRemoved: (at: string) => boolean,
): Promise<WindowVerdict> {
  const left = new Map(present.map((row) => [keyOf(row), row]));
  const breaks: AuditBreak[] = [];
  let removed = 0;
  for (const [index, key] of sealed.keys.entries()) {
    const place = { seal: seal.seq, row: seal.firstRow + index };
    const row = left.get(keyOf(key));
    left.delete(keyOf(key));
    if (row !== undefined) {
      if (!row.leaf.equals(sealed.leaves.subarray(index * 32, (index + 1) * 32))) {
        breaks.push(breakOfRow("row_edited", place, row, `Row ${place.row} is not what was sealed.`));
      }
    } else if (isRemoved(key.at)) {
      removed += 1;
    } else {
      const moved = [...left.values()].find(({ id }) => id === key.id);
      if (moved !== undefined) left.delete(keyOf(moved));
      breaks.push(await explainAbsence(db, place, key, moved));
    }
  }
  for (const row of left.values()) {
    breaks.push(
      breakOfRow(
        "row_added",
        { seal: seal.seq, row: null },
        row,
        `A row stands in the window of seal ${seal.seq} that was not sealed with it.`,
      ),
    );
  }
  return { breaks, removed };
}

/** A row whose time or transaction was changed is at another place, but not gone. */
async function explainAbsence(
  db: Queryable,
  place: { readonly seal: number; readonly row: number },
  key: { readonly id: number; readonly at: string },
  moved: WindowRow | undefined,
): Promise<AuditBreak> {
  if (moved !== undefined)
    return breakOfRow(
      "row_edited",
      place,
      { ...moved, at: key.at },
      `Row ${place.row} was sealed with another time; it now says ${moved.at}.`,
    );
  const elsewhere = await findAuditEvent(db, key);
  if (elsewhere !== undefined)
    return breakOfRow("row_edited", place, elsewhere, `Row ${place.row} was sealed as part of another transaction.`);
  return breakOfRow("row_missing", place, key, `Row ${place.row} is gone.`);
}
