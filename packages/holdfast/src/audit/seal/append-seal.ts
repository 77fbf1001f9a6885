// Adds one seal to the end of the chain, under the lock that the caller holds.
import { hash as digest } from "node:crypto";
import type { Queryable } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { insertAuditSeal } from "../sql/insert-audit-seal.js";
import { lastAuditSeal } from "../sql/last-audit-seal.js";
import { readAuditHead } from "../sql/read-audit-head.js";
import type { UnsealedWindow } from "../sql/read-unsealed-window.js";
import { type AuditSeal, beginning, chainNumber, hashSeal, type SealContents, type SealKind, sealForm } from "./audit-seal.js";
import { merkleRoot } from "./merkle.js";
import type { SealKeys } from "./seal-keys.js";

export interface SealMeans {
  readonly keys: SealKeys;
  readonly clock: Pick<Clock, "timestamp">;
}

const nothing: Buffer = digest("sha256", new Uint8Array(), "buffer");

/** Where the chain ends. When seals were cut off, the head still knows their number: the gap then stays in the chain for good. */
export interface ChainEnd {
  readonly last: AuditSeal | undefined;
  readonly seq: number;
  readonly hash: Buffer;
}

export async function readChainEnd(db: Queryable): Promise<ChainEnd> {
  const last = await lastAuditSeal(db, { chain: chainNumber });
  const head = await readAuditHead(db, { chain: chainNumber });
  const end = endOf(last);
  return head !== undefined && head.seq > end.seq ? { last, ...head } : end;
}

function endOf(last: AuditSeal | undefined): ChainEnd {
  return { last, seq: last?.seq ?? 0, hash: last?.hash ?? beginning };
}

/** What the next seal continues: numbers, hash, and the end of the window before it. */
export function followOn({
  last,
  seq,
  hash,
}: ChainEnd): Pick<SealContents, "seq" | "firstRow" | "previous" | "lastXact" | "lastId"> {
  return {
    seq: seq + 1,
    firstRow: (last?.firstRow ?? 1) + (last?.rowCount ?? 0),
    previous: hash,
    lastXact: last?.lastXact ?? "0",
    lastId: last?.lastId ?? 0,
  };
}

async function append(db: Queryable, { keys }: SealMeans, contents: SealContents, window?: UnsealedWindow): Promise<AuditSeal> {
  const hash = hashSeal(contents);
  const seal = { ...contents, hash, signature: keys.sign(contents.keyId, hash) };
  await insertAuditSeal(db, seal, window);
  return seal;
}

function plain(end: ChainEnd, kind: SealKind, keyId: string, { clock }: SealMeans, detail: unknown): SealContents {
  return {
    chain: chainNumber,
    ...followOn(end),
    kind,
    form: sealForm,
    rowCount: 0,
    firstAt: null,
    lastAt: null,
    root: nothing,
    keysDigest: nothing,
    keyId,
    sealedAt: clock.timestamp(),
    detail: JSON.stringify(detail),
  };
}

/** Seals a window of rows. */
export async function appendRows(db: Queryable, means: SealMeans, end: ChainEnd, window: UnsealedWindow): Promise<AuditSeal> {
  const current = await underCurrentKey(db, means, end);
  const { rowCount, firstAt, lastAt, lastXact, lastId, keysDigest, leaves } = window;
  const contents = plain(current, "rows", means.keys.currentId, means, {});
  const root = merkleRoot(leaves ?? new Uint8Array());
  const place = { lastXact: lastXact ?? contents.lastXact, lastId: lastId ?? contents.lastId };
  return append(db, means, { ...contents, ...place, rowCount, firstAt, lastAt, root, keysDigest: keysDigest ?? nothing }, window);
}

/** Says in the chain what retention removed. */
export async function appendRemoval(db: Queryable, means: SealMeans, detail: unknown): Promise<AuditSeal> {
  const end = await underCurrentKey(db, means, await readChainEnd(db));
  return append(db, means, plain(end, "retention", means.keys.currentId, means, detail));
}

/** A change of key is a link of the chain, signed by the old key while the keyring still has it. */
async function underCurrentKey(db: Queryable, means: SealMeans, end: ChainEnd): Promise<ChainEnd> {
  const { keys } = means;
  const { last } = end;
  if (last === undefined) return end;
  const signing = last.kind === "key" ? (JSON.parse(last.detail) as { to: string }).to : last.keyId;
  if (signing === keys.currentId) return end;
  const by = keys.canSign(signing) ? signing : keys.currentId;
  const detail = { from: signing, to: keys.currentId, publicKey: keys.publicText(keys.currentId), endorsed: by === signing };
  return endOf(await append(db, means, plain(end, "key", by, means, detail)));
}
