// Seals one batch of rows anew under the current key, in one transaction that holds them (TK-08).
import { isHoldfastError } from "@holdfast/contract";
import type { AuditActor, AuditRecorder } from "../../audit/index.js";
import type { Database, Queryable } from "../../database/index.js";
import { type Keyring, open, seal, type SealBinding } from "../../security/index.js";
import { claimHeldSeals } from "./sql/claim-held-seals.js";
import { claimRevocationSeals } from "./sql/claim-revocation-seals.js";
import { saveHeldSeals } from "./sql/save-held-seals.js";
import { saveRevocationSeals } from "./sql/save-revocation-seals.js";

export interface ResealRoom {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly audit: AuditRecorder;
}

export interface BatchRequest {
  /** Rows after this id. */
  readonly after: string;
  readonly limit: number;
  readonly actor: AuditActor;
}

/** A row that does not open: its key is missing, or somebody changed it. It stays as it is. */
export interface Unopened {
  readonly table: string;
  readonly id: string;
  readonly keyId: string;
  readonly reason: string;
}

export interface Batch {
  readonly claimed: number;
  readonly resealed: number;
  readonly unopened: readonly Unopened[];
  /** The id of the last row that was looked at. */
  readonly last: string | undefined;
}

interface SealedRow {
  readonly id: string;
  readonly keyId: string;
  readonly accessToken: Buffer | null;
  readonly refreshToken: Buffer | null;
}

export const sealedTables = ["held_token", "provider_revocation"] as const;
export type SealedTable = (typeof sealedTables)[number];

export function resealBatch(room: ResealRoom, table: SealedTable, request: BatchRequest): Promise<Batch> {
  return room.database.asSystem((db) =>
    table === "held_token" ? resealHeld(room, db, request) : resealRevocations(room, db, request),
  );
}

async function resealHeld({ keyring, audit }: ResealRoom, db: Queryable, { after, limit, actor }: BatchRequest): Promise<Batch> {
  const rows = await claimHeldSeals(db, { to: keyring.currentId, after, limit });
  const { done, unopened } = sealAll(keyring, "held_token", rows);
  const saved = new Set(await saveHeldSeals(db, keyring.currentId, done));
  const notes = rows
    .filter(({ id }) => saved.has(id))
    .map(({ id, userId, provider, generation, keyId }) => ({
      action: "held_token_resealed" as const,
      userId,
      tokenId: id,
      metadata: { provider, generation, from: keyId, to: keyring.currentId },
    }));
  await audit.record(db, actor, ...notes);
  return { claimed: rows.length, resealed: saved.size, unopened, last: rows.at(-1)?.id };
}

async function resealRevocations({ keyring }: ResealRoom, db: Queryable, { after, limit }: BatchRequest): Promise<Batch> {
  const rows = await claimRevocationSeals(db, { to: keyring.currentId, after, limit });
  // Rows of the outbox are written once, so their generation is always the first.
  const { done, unopened } = sealAll(
    keyring,
    "provider_revocation",
    rows.map((row) => ({ ...row, generation: 1 })),
  );
  await saveRevocationSeals(db, keyring.currentId, done);
  return { claimed: rows.length, resealed: done.length, unopened, last: rows.at(-1)?.id };
}

function sealAll<Row extends SealedRow & { readonly generation: number }>(
  keyring: Keyring,
  table: SealedTable,
  rows: readonly Row[],
): { readonly done: readonly Row[]; readonly unopened: readonly Unopened[] } {
  const done: Row[] = [];
  const unopened: Unopened[] = [];
  for (const row of rows) {
    const place = { table, rowId: row.id, generation: row.generation };
    try {
      const accessToken = anew(keyring, { ...place, kind: "access_token" }, row.accessToken);
      const refreshToken = anew(keyring, { ...place, kind: "refresh_token" }, row.refreshToken);
      done.push({ ...row, accessToken, refreshToken });
    } catch (error) {
      if (!isHoldfastError(error)) throw error;
      unopened.push({ table, id: row.id, keyId: row.keyId, reason: error.code });
    }
  }
  return { done, unopened };
}

function anew(keyring: Keyring, binding: SealBinding, sealed: Buffer | null): Buffer | null {
  if (sealed === null) return null;
  const secret = open(keyring, binding, sealed);
  try {
    return seal(keyring, binding, secret);
  } finally {
    secret.destroy();
  }
}
