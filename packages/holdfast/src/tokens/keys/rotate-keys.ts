// Brings every sealed row under the current key: in bounded batches, beside writers, to the end, and from wherever it was stopped (TK-08).
import { HoldfastError } from "@holdfast/contract";
import type { AuditActor } from "../../audit/index.js";
import type { Clock } from "../../runtime/clock.js";
import { type KeyCensus, takeCensus } from "./key-census.js";
import { type Batch, resealBatch, type ResealRoom, sealedTables, type SealedTable, type Unopened } from "./reseal.js";

export interface RotateOptions {
  /** The key to end with: a safeguard, since it can only be the current one. */
  readonly to?: string;
  /** Rows in one transaction. Default 500. */
  readonly batchSize?: number;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: RotationProgress) => void;
  /** Stops after the batch that runs; a later call goes on. */
  readonly signal?: AbortSignal;
  readonly actor?: AuditActor;
}

export interface RotationProgress {
  readonly resealed: number;
  /** Rows under other keys when it began; writers may have brought some over themselves. */
  readonly total: number;
}

export interface RotationReport extends RotationProgress {
  readonly to: string;
  readonly dryRun: boolean;
  /** Whether every row that can be opened is under the current key. */
  readonly finished: boolean;
  /** Rows that could not be opened, the first 100: they are as they were. */
  readonly unopened: readonly Unopened[];
  readonly census: KeyCensus;
}

export interface RotationRoom extends ResealRoom {
  readonly clock: Clock;
}

const first = "00000000-0000-0000-0000-000000000000";
const mostNamed = 100;
const mostPasses = 100;
/** One seals while the database works for the others; whoever comes later skips what another holds. */
const lanes = 3;
const pauseBetweenPasses = 50;

/** Nothing is kept but the rows themselves: their key ids say what is left. Throws invalid_request when `to` is not current. */
export async function rotateKeys(room: RotationRoom, options: RotateOptions = {}): Promise<RotationReport> {
  const { keyring } = room;
  const { to = keyring.currentId, dryRun = false, signal } = options;
  if (to !== keyring.currentId) throw notCurrent(to, keyring.currentId);
  const before = await takeCensus(room);
  const total = movable(before);
  const run = new Rotation(room, options, total);
  if (!dryRun) {
    for (const table of sealedTables) await run.bringOver(table);
  }
  const census = dryRun ? before : await takeCensus(room);
  const finished = signal?.aborted !== true && movable(census) === run.unopened.size;
  const unopened = [...run.unopened.values()].slice(0, mostNamed);
  if (!dryRun && run.resealed > 0) await recordEnd(room, options.actor, { to, resealed: run.resealed, finished });
  return { to, dryRun, resealed: run.resealed, total, finished, unopened, census };
}

class Rotation {
  readonly #room: RotationRoom;
  readonly #options: RotateOptions;
  readonly #total: number;
  readonly unopened = new Map<string, Unopened>();
  resealed = 0;

  constructor(room: RotationRoom, options: RotateOptions, total: number) {
    this.#room = room;
    this.#options = options;
    this.#total = total;
  }

  /** Passes over the table until none is left that can be opened: rows that were held by others are met again. */
  async bringOver(table: SealedTable): Promise<void> {
    const { clock } = this.#room;
    const { signal } = this.#options;
    for (let pass = 0; pass < mostPasses && signal?.aborted !== true; pass += 1) {
      await Promise.all(Array.from({ length: lanes }, () => this.#pass(table)));
      const left = (await takeCensus(this.#room)).keys
        .filter(({ current }) => !current)
        .reduce((sum, { tables }) => sum + (tables[table] ?? 0), 0);
      const hopeless = [...this.unopened.values()].filter((one) => one.table === table).length;
      if (left <= hopeless) return;
      await clock.pause(pauseBetweenPasses, signal);
    }
  }

  async #pass(table: SealedTable): Promise<void> {
    const { batchSize: limit = 500, actor = { userId: null }, onProgress, signal } = this.#options;
    for (let after = first; signal?.aborted !== true;) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other keeps the locks few
      const batch: Batch = await resealBatch(this.#room, table, { after, limit, actor });
      for (const row of batch.unopened) this.unopened.set(row.id, row);
      this.resealed += batch.resealed;
      if (batch.resealed > 0) onProgress?.({ resealed: this.resealed, total: this.#total });
      if (batch.last === undefined || batch.claimed < limit) return;
      after = batch.last;
    }
  }
}

/** Short codes stay under their key until they end. */
function movable({ keys }: KeyCensus): number {
  const outdated = keys.filter(({ current }) => !current);
  return outdated.reduce((sum, { tables }) => sum + (tables.held_token ?? 0) + (tables.provider_revocation ?? 0), 0);
}

async function recordEnd(
  { database, audit }: RotationRoom,
  actor: AuditActor = { userId: null },
  metadata: Readonly<Record<string, unknown>>,
): Promise<void> {
  await database.asSystem((db) => audit.record(db, actor, { action: "keys_rotated", metadata }));
}

function notCurrent(to: string, currentId: string): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `The key ${to} is not the current one: ${currentId} is.`,
    why: "Writers seal under the current key, so a rotation to another one would never end.",
    action: `Make ${to} current in the keyring of every process first.`,
  });
}
