// Verifies the whole trail, or a part of it, in one snapshot: whoever writes or seals meanwhile is not mistaken for a forger.
import type { Database, Queryable } from "../../database/index.js";
import type { Keyring } from "../../security/index.js";
import { type AuditSeal, chainNumber } from "../seal/audit-seal.js";
import { SealKeys } from "../seal/seal-keys.js";
import { countUnsealedEvents } from "../sql/count-unsealed-events.js";
import { lockTrailShape } from "../sql/lock-trail-shape.js";
import { pageAuditSeals } from "../sql/page-audit-seals.js";
import { readAuditHead } from "../sql/read-audit-head.js";
import { type AnchorSource, readAnchors } from "./anchors.js";
import { type AuditBreak, breakOfRow, byPlace } from "./audit-break.js";
import { checkContexts, checkTexts } from "./beside-check.js";
import { ChainCheck } from "./chain-check.js";
import { RemovedMonths } from "./removed-months.js";
import { RowCheck } from "./row-check.js";

export interface VerifyAuditOptions {
  /** Rows from this time on; the chain of seals is always followed as a whole. */
  readonly from?: string;
  /** Rows before this time. */
  readonly to?: string;
  /** A file of `exportRoots()` that was kept elsewhere: shows a chain that was rewritten or cut. */
  readonly anchors?: AnchorSource;
  /** Public keys by key id (base64), for keys that left the keyring; those in `anchors` are known too. */
  readonly publicKeys?: Readonly<Record<string, string>>;
  readonly onProgress?: (progress: AuditProgress) => void;
  /** Aborting makes the call throw the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface AuditProgress {
  readonly rows: number;
  readonly totalRows: number;
}

export interface AuditVerification {
  readonly intact: boolean;
  /** What does not fit first, along the chain; null when everything does. */
  readonly first: AuditBreak | null;
  /** The first hundred. */
  readonly breaks: readonly AuditBreak[];
  readonly seals: number;
  /** Rows compared with their seals. */
  readonly rows: number;
  /** Rows that retention removed, as the chain itself says. */
  readonly removedRows: number;
  /** Rows that wait for their seal: healthy, while the oldest is seconds old. */
  readonly unsealed: { readonly rows: number; readonly oldestAt: string | null };
  readonly contexts: { readonly checked: number; readonly erased: number };
  /** Names of groups, notes and what else people wrote; `erased` counts rows whose text was destroyed with its person. */
  readonly texts: { readonly checked: number; readonly erased: number };
  /** The end of the chain: worth keeping elsewhere. */
  readonly head: { readonly seq: number; readonly hash: string; readonly rows: number; readonly sealedAt: string } | null;
}

const pageSize = 1000;
const breaksNamed = 100;

/** Throws database_unavailable, and invalid_request for anchors that are none. What is found is a value, not an error. */
export async function verifyAudit(
  { database, keyring }: { readonly database: Pick<Database, "asSystem">; readonly keyring: Keyring },
  options: VerifyAuditOptions = {},
): Promise<AuditVerification> {
  const anchors = await readAnchors(options.anchors ?? []);
  const keys = new SealKeys(keyring, { ...anchors.publicKeys, ...options.publicKeys });
  return database.asSystem(async (db) => {
    await lockTrailShape(db);
    const chain = new ChainCheck(keys, anchors);
    for await (const seal of eachSeal(db, options.signal)) chain.take(seal);
    chain.finish(await readAuditHead(db, { chain: chainNumber }));
    const rows = await checkRows(db, chain, options);
    const beside = { erasedUsers: chain.removals.flatMap(({ erased }) => erased), signal: options.signal };
    const contexts = await checkContexts(db, beside);
    const texts = await checkTexts(db, beside);
    const unsealed = await checkUnsealed(db, chain.last);
    const breaks = [...chain.breaks, ...rows.breaks, ...unsealed.breaks, ...contexts.breaks, ...texts.breaks].toSorted(byPlace);
    return {
      intact: breaks.length === 0,
      first: breaks[0] ?? null,
      breaks: breaks.slice(0, breaksNamed),
      seals: chain.last?.seq ?? 0,
      rows: rows.checked,
      removedRows: rows.removed,
      unsealed: { rows: unsealed.rows, oldestAt: unsealed.oldestAt },
      contexts: { checked: contexts.checked, erased: contexts.erased },
      texts: { checked: texts.checked, erased: texts.erased },
      head: headOf(chain.last),
    };
  }, "repeatable read read only");
}

function headOf(last: AuditSeal | undefined): AuditVerification["head"] {
  if (last === undefined) return null;
  return { seq: last.seq, hash: last.hash.toString("hex"), rows: last.firstRow + last.rowCount - 1, sealedAt: last.sealedAt };
}

async function* eachSeal(db: Queryable, signal: AbortSignal | undefined): AsyncGenerator<AuditSeal> {
  let [after, more] = [0, true];
  while (more) {
    signal?.throwIfAborted();
    const seals = await pageAuditSeals(db, { chain: chainNumber, after, limit: pageSize });
    yield* seals;
    after = seals.at(-1)?.seq ?? after;
    more = seals.length === pageSize;
  }
}

async function checkRows(
  db: Queryable,
  chain: ChainCheck,
  { from, to, onProgress, signal }: VerifyAuditOptions,
): Promise<RowCheck> {
  const totalRows = chain.rows;
  const check = new RowCheck(db, new RemovedMonths(chain.removals), (rows) => {
    signal?.throwIfAborted();
    onProgress?.({ rows, totalRows });
  });
  const [earliest, latest] = [Date.parse(from ?? "0001-01-01"), Date.parse(to ?? "9999-12-31")];
  const isAsked = ({ firstAt, lastAt }: AuditSeal): boolean =>
    firstAt !== null && lastAt !== null && Date.parse(lastAt) >= earliest && Date.parse(firstAt) < latest;
  let after: Pick<AuditSeal, "lastXact" | "lastId"> = { lastXact: "0", lastId: 0 };
  for await (const seal of eachSeal(db, signal)) {
    if (seal.rowCount > 0 && isAsked(seal) && !chain.distrusted.has(seal.seq)) await check.take(after, seal);
    after = seal;
  }
  await check.finish();
  return check;
}

async function checkUnsealed(db: Queryable, last: AuditSeal | undefined) {
  const { rowCount, oldestAt, stranger, strangerAt } = await countUnsealedEvents(db, last ?? { lastXact: "0", lastId: 0 });
  const breaks: AuditBreak[] = [];
  if (stranger !== null && strangerAt !== null) {
    const row = { id: Number(stranger.id), at: strangerAt, action: stranger.action };
    breaks.push(
      breakOfRow("row_added", { seal: null, row: null }, row, "A row claims a transaction that this server never had."),
    );
  }
  return { rows: rowCount, oldestAt, breaks };
}
