// Follows the rows of the trail: recomputes the roots of many windows at a time, and looks closer where one does not fit.
import type { Queryable } from "../../database/index.js";
import type { AuditSeal } from "../seal/audit-seal.js";
import { merkleRoot } from "../seal/merkle.js";
import { type OrderPlace, readLeaves } from "../sql/read-leaves.js";
import type { AuditBreak } from "./audit-break.js";
import type { RemovedMonths } from "./removed-months.js";
import { checkWindow } from "./window-check.js";

// Few enough that hashing them does not hold up the process.
const chunkRows = 8192;

interface Chunk {
  readonly after: OrderPlace;
  readonly seals: readonly AuditSeal[];
}

export class RowCheck {
  readonly breaks: AuditBreak[] = [];
  checked = 0;
  removed = 0;
  readonly #db: Queryable;
  readonly #removals: RemovedMonths;
  readonly #onRows: (rows: number) => void;
  #pending: { readonly chunk: Chunk; readonly leaves: ReturnType<typeof readLeaves> } | undefined;
  #after: OrderPlace = { lastXact: "0", lastId: 0 };
  #seals: AuditSeal[] = [];
  #rows = 0;

  constructor(db: Queryable, removals: RemovedMonths, onRows: (rows: number) => void) {
    this.#db = db;
    this.#removals = removals;
    this.#onRows = onRows;
  }

  /** The next seal that is to be checked; `after` is the end of the window before it. */
  async take(after: OrderPlace, seal: AuditSeal): Promise<void> {
    const previous = this.#seals.at(-1);
    if (previous !== undefined && previous.seq + 1 !== seal.seq) await this.#send();
    if (this.#removals.touches(seal)) {
      await this.finish();
      await this.#inspect(after, seal);
      return;
    }
    if (this.#seals.length === 0) this.#after = after;
    this.#seals.push(seal);
    this.#rows += seal.rowCount;
    if (this.#rows >= chunkRows) await this.#send();
  }

  async finish(): Promise<void> {
    await this.#send();
    await this.#receive();
  }

  // The database hashes the rows of one chunk while this process hashes the tree of the one before.
  async #send(): Promise<void> {
    const until = this.#seals.at(-1);
    if (until === undefined) return;
    const chunk = { after: this.#after, seals: this.#seals };
    this.#seals = [];
    this.#rows = 0;
    const waiting = this.#pending;
    const leaves =
      waiting === undefined
        ? readLeaves(this.#db, { after: chunk.after, until })
        : waiting.leaves.then(() => readLeaves(this.#db, { after: chunk.after, until }));
    leaves.catch(() => undefined);
    await this.#receive();
    this.#pending = { chunk, leaves };
  }

  async #receive(): Promise<void> {
    const waiting = this.#pending;
    this.#pending = undefined;
    if (waiting === undefined) return;
    const {
      chunk: { after, seals },
      leaves,
    } = waiting;
    const found = await leaves;
    if (fits(seals, found.leaves ?? Buffer.alloc(0))) {
      this.checked += found.rowCount;
      this.#onRows(this.checked + this.removed);
      return;
    }
    let start = after;
    for (const seal of seals) {
      await this.#inspect(start, seal);
      start = seal;
    }
  }

  async #inspect(after: OrderPlace, seal: AuditSeal): Promise<void> {
    const isRemoved = (at: string): boolean => this.#removals.covers(seal.seq, at);
    const { breaks, removed } = await checkWindow(this.#db, { seal, after, isRemoved });
    this.breaks.push(...breaks);
    this.removed += removed;
    this.checked += seal.rowCount - removed;
    this.#onRows(this.checked + this.removed);
  }
}

function fits(seals: readonly AuditSeal[], leaves: Buffer): boolean {
  let start = 0;
  for (const { rowCount, root } of seals) {
    const end = start + rowCount * 32;
    if (end > leaves.length || !merkleRoot(leaves.subarray(start, end)).equals(root)) return false;
    start = end;
  }
  return start === leaves.length;
}
