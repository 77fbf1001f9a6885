// The sentences in which a journal refuses: each says what happened, why it matters and what to do.
import { HoldfastError, type Position } from "@holdfast/contract";
import { systemCode } from "./file-system.js";

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return systemCode(cause) === "ENOSPC" ? `the disk is full (${message})` : message;
}

/** Something other than a torn tail cannot be read (JO-03). */
export function journalDamaged(file: string, offset: number, problem: string): HoldfastError {
  return new HoldfastError("journal_damaged", {
    what: `The journal is damaged in ${file} at offset ${offset}: ${problem}.`,
    why: "What stood there had been acknowledged, so it is never skipped in silence.",
    action:
      "Run `holdfast journal inspect` to see what is readable around it, then restore the file or discard the entries explicitly.",
    data: { file, offset, problem },
  });
}

export function journalOfNewerFormat(file: string, format: number, known: number): HoldfastError {
  return new HoldfastError("journal_damaged", {
    what: `${file} is of journal format ${format}; this program reads format ${known}.`,
    why: "A newer version of Holdfast has written it.",
    action: "Start the newer version, let it drain the journal, then go back.",
    data: { file, format, known },
  });
}

/** New operations cannot be made durable (JO-04). */
export function journalUnusable(cause: unknown): HoldfastError {
  const reason = reasonOf(cause);
  return new HoldfastError("journal_unusable", {
    what: `The journal cannot be written: ${reason}.`,
    why: "Nothing is acknowledged that a crash could take back.",
    action: "Free space or repair the disk of the journal directory; it is tried again by itself.",
    retryAfterSeconds: 5,
    data: { reason },
    cause,
  });
}

/** What was appended and not yet acknowledged has been given up, all of it together. */
export function journalGaveUp(cause: unknown, durable: Position, last: Position): HoldfastError {
  const reason = reasonOf(cause);
  return new HoldfastError("journal_unusable", {
    what: `Operations ${durable + 1} to ${last} could not be written to the journal: ${reason}.`,
    why: "They were never acknowledged, and are dropped; their positions will be given to others.",
    action: "Repeat them with the same operation ids when the journal is usable again.",
    retryAfterSeconds: 5,
    data: { reason, durablePosition: durable, lastPosition: last },
    cause,
  });
}

export function journalClosed(): HoldfastError {
  return new HoldfastError("journal_unusable", {
    what: "The journal is closed.",
    why: "This process is ending.",
    action: "Send the operation to the process that takes over.",
    retryAfterSeconds: 1,
  });
}

/** The budget of the journal is used up by what the database does not have yet (JO-05). */
export function journalFull(problem: string, data: Readonly<Record<string, number>>): HoldfastError {
  return new HoldfastError("journal_full", {
    what: `The journal is full: ${problem}.`,
    why: "Everything accepted so far is safe, and waits for the database.",
    action: "Try again when the database has caught up; if it is down, bring it back.",
    retryAfterSeconds: 5,
    data,
  });
}

/** Entries were asked for that retention has removed. */
export function journalTooShort(after: Position, oldest: Position): HoldfastError {
  return new HoldfastError("not_found", {
    what: `The journal reaches back to position ${oldest}; the entries after ${after} were asked for.`,
    why: "Older segments were applied and their retention time is over.",
    action: "Restore the database to a later moment, or take the missing entries from a backup of the journal.",
    data: { after, oldestPosition: oldest },
  });
}
