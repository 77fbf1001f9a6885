// Follows the chain of seals link by link: numbers, hashes, signatures, anchors, and what retention removed.
import { type AuditSeal, beginning, hashSeal, type Removal } from "../seal/audit-seal.js";
import type { SealKeys } from "../seal/seal-keys.js";
import type { Anchors } from "./anchors.js";
import { type AuditBreak, breakOfSeal } from "./audit-break.js";

export interface DatedRemoval extends Removal {
  /** Number of the seal that says so: rows that were sealed later are not excused by it. */
  readonly seq: number;
}

export class ChainCheck {
  readonly breaks: AuditBreak[] = [];
  readonly removals: DatedRemoval[] = [];
  /** Seals whose contents cannot be trusted. */
  readonly distrusted = new Set<number>();
  readonly #keys: SealKeys;
  readonly #anchors: Anchors;
  #previous: AuditSeal | undefined;
  rows = 0;

  constructor(keys: SealKeys, anchors: Anchors) {
    this.#keys = keys;
    this.#anchors = anchors;
  }

  get last(): AuditSeal | undefined {
    return this.#previous;
  }

  take(seal: AuditSeal): void {
    if (this.#isGenuine(seal)) {
      if (seal.kind === "retention") {
        const { months } = JSON.parse(seal.detail) as { readonly months: readonly Removal[] };
        this.removals.push(...months.map((month) => ({ ...month, seq: seal.seq })));
      }
    } else {
      this.distrusted.add(seal.seq);
    }
    this.#link(seal);
    this.rows += seal.rowCount;
    this.#previous = seal;
  }

  /** After the last seal: `head` is the second witness in the database. */
  finish(head: { readonly seq: number; readonly hash: Buffer } | undefined): void {
    const end = this.#previous?.seq ?? 0;
    if ((head?.seq ?? 0) > end) {
      this.#break("chain_cut", end + 1, `The chain ends at seal ${end}, but ${head?.seq} seals were made: the end was cut off.`);
    } else if (head !== undefined && this.#previous !== undefined && (head.seq < end || !head.hash.equals(this.#previous.hash))) {
      this.#break("seal_altered", end, `Seal ${end} is not the one that was noted as the end of the chain (number ${head.seq}).`);
    } else if (head === undefined && end > 0) {
      this.#break("seal_altered", end, "The note of where the chain ends is gone.");
    }
    const kept = Math.max(0, ...this.#anchors.hashes.keys());
    if (kept > end)
      this.#break(
        "chain_cut",
        end + 1,
        `The chain ends at seal ${end}, but the root of seal ${kept} was kept elsewhere: the end was cut off.`,
      );
  }

  #isGenuine(seal: AuditSeal): boolean {
    const anchor = this.#anchors.hashes.get(seal.seq);
    if (!hashSeal(seal).equals(seal.hash)) {
      return this.#break("seal_altered", seal.seq, `Seal ${seal.seq} is not what was hashed and signed.`);
    }
    if (anchor !== undefined && anchor !== seal.hash.toString("hex")) {
      return this.#break(
        "anchor_differs",
        seal.seq,
        `Seal ${seal.seq} is not the one whose root was kept elsewhere: the chain was rewritten.`,
      );
    }
    const verdict = this.#keys.verify(seal.keyId, seal.hash, seal.signature);
    if (verdict === undefined)
      return this.#break(
        "unknown_key",
        seal.seq,
        `Seal ${seal.seq} is signed under the key ${seal.keyId}, which is not known here.`,
      );
    return (
      verdict ||
      this.#break("bad_signature", seal.seq, `The signature of seal ${seal.seq} does not verify under the key ${seal.keyId}.`)
    );
  }

  #link(seal: AuditSeal): void {
    const last = this.#previous;
    const expected = (last?.seq ?? 0) + 1;
    if (seal.seq > expected) {
      this.#break("seal_missing", expected, `Seals ${expected} to ${seal.seq - 1} are gone.`);
      this.distrusted.add(seal.seq);
    } else if (seal.seq < expected) {
      this.#break("chain_forked", seal.seq, `There are two seals with the number ${seal.seq}.`);
    } else if (!seal.previous.equals(last?.hash ?? beginning)) {
      this.#break("chain_forked", seal.seq, `Seal ${seal.seq} does not continue seal ${expected - 1}.`);
    } else if (seal.firstRow !== (last?.firstRow ?? 1) + (last?.rowCount ?? 0)) {
      this.#break("seal_altered", seal.seq, `Seal ${seal.seq} does not count on from the seal before it.`);
    }
    // Where a window begins is told by the seal before it.
    if (last !== undefined && this.distrusted.has(last.seq) && hashSeal(last).equals(seal.previous) === false)
      this.distrusted.add(seal.seq);
  }

  #break(kind: AuditBreak["kind"], seal: number, what: string): false {
    this.breaks.push(breakOfSeal(kind, seal, what));
    return false;
  }
}
