// What does not fit in the trail: the kinds are told apart, because each calls for something else.
import { encodePlace } from "../audit-cursor.js";

export type AuditBreakKind =
  /** A row is not what was sealed. */
  | "row_edited"
  /** A sealed row is gone. */
  | "row_missing"
  /** A row stands among sealed ones and was not sealed with them, or claims a transaction that never was. */
  | "row_added"
  /** A seal is not what was hashed, or its list of rows is not what was sealed. */
  | "seal_altered"
  /** A seal in the middle of the chain is gone. */
  | "seal_missing"
  /** A seal does not continue the one before it, or two have the same number. */
  | "chain_forked"
  /** The end of the chain is gone. */
  | "chain_cut"
  /** The chain is not the one of which roots were kept elsewhere. */
  | "anchor_differs"
  | "bad_signature"
  /** The key of a seal is neither in the keyring nor among the public keys that were passed. */
  | "unknown_key"
  /** Session, address or agent of a change is not what was written. */
  | "context_altered"
  /** Session, address and agent of a change are gone, and nobody was erased. */
  | "context_missing"
  /** What a person wrote is not what it was. */
  | "text_altered"
  /** What a person wrote is gone, and nobody was erased. */
  | "text_missing";

export interface AuditBreak {
  readonly kind: AuditBreakKind;
  /** One sentence. */
  readonly what: string;
  /** Number of the seal. */
  readonly seal: number | null;
  /** Number of the row, counted over the whole trail without gaps. */
  readonly row: number | null;
  readonly event: {
    /** As readers see it. */
    readonly id: string;
    readonly at: string;
    readonly number: number;
    readonly position: number | null;
    readonly action: string | null;
  } | null;
}

interface BrokenRow {
  readonly id: number;
  readonly at: string;
  readonly position?: number | null;
  readonly action?: string;
}

export function breakOfSeal(kind: AuditBreakKind, seal: number | null, what: string): AuditBreak {
  return { kind, what, seal, row: null, event: null };
}

export function breakOfRow(
  kind: AuditBreakKind,
  place: { readonly seal: number | null; readonly row: number | null },
  row: BrokenRow,
  what: string,
): AuditBreak {
  const { id, at, position = null, action = null } = row;
  return { kind, what, ...place, event: { id: encodePlace({ at, id }), at, number: id, position, action } };
}

/** The order in which breaks are reported: along the chain. */
export function byPlace(first: AuditBreak, second: AuditBreak): number {
  const { MAX_SAFE_INTEGER: end } = Number;
  return (first.seal ?? end) - (second.seal ?? end) || (first.row ?? 0) - (second.row ?? 0);
}
