// What operators do with tokens beside serving them: find, look back, compare, sweep, take over (TK-09, TK-16, TK-18, TK-25, TK-26, TK-28).
import type {
  HeldTokenPage,
  HeldTokenSearch,
  IssuedTokenPage,
  IssuedTokenSearch,
  TokenEventPage,
  TokenId,
} from "@holdfast/contract";
import { createRoutine, type Routine } from "../runtime/routine.js";
import { anyHistory, type HistoryPage } from "./history/token-history.js";
import type { HeldRoom } from "./held/held-room.js";
import type { IssuedRoom } from "./issued/issued-room.js";
import type { ImportRoom } from "./plaintext/import-page.js";
import { importPlaintextTokens, importTokenLines, type LinesImport, type PlaintextImport } from "./plaintext/import-plaintext.js";
import type { ImportReport } from "./plaintext/import-report.js";
import { type ReconcileProgress, Reconciler, type ReconcileReport } from "./reconcile/reconcile.js";
import { searchHeld, searchIssued, type TokenScope } from "./search/search-tokens.js";
import { type SweepOptions, type SweepReport, sweepTokens } from "./sweep/sweep-tokens.js";
import { Warming, type WarmOptions, type WarmStatus } from "./warm/warm-cache.js";

export interface TokenAdministration {
  /** Held tokens, newest first, without opening any. The caller has checked who may ask for everybody's. */
  searchHeld(scope: TokenScope, search?: HeldTokenSearch): Promise<HeldTokenPage>;
  /** Issued tokens of any kind and in any state. */
  searchIssued(scope: TokenScope, search?: IssuedTokenSearch): Promise<IssuedTokenPage>;
  /** What happened to a token of anybody's, also when its row is gone. */
  history(tokenId: TokenId, page?: HistoryPage): Promise<TokenEventPage>;
  /** Compares all of this process's memory with the database, and repairs it. */
  reconcile(options?: ReconcileOptions): Promise<ReconcileReport>;
  /** Fills this process's memory, the last used first, as at a start, and resolves when it has ended. */
  warm(options?: WarmNowOptions): Promise<WarmStatus>;
  /** Removes what ended long ago. */
  sweep(options?: SweepOptions): Promise<SweepReport>;
  /** Moves tokens from a table of plaintext. Can be stopped and called again. */
  importPlaintext(request: PlaintextImport): Promise<ImportReport>;
  /** The same from JSON lines. */
  importLines(request: LinesImport): Promise<ImportReport>;
  upkeep(): UpkeepStatus;
}

export interface ReconcileOptions {
  readonly onProgress?: (progress: ReconcileProgress) => void;
}

export interface WarmNowOptions extends WarmOptions {
  /** Stops after the page that is read. */
  readonly signal?: AbortSignal;
}

export interface UpkeepStatus {
  readonly warming: WarmStatus;
  /** Since the start, in the background and on demand. */
  readonly reconciled: ReconcileReport;
  /** Rows removed by this process since its start. */
  readonly swept: { readonly issued: number; readonly held: number };
  /** Refreshes since the start, whoever made the call: come to an end, or given up for a while. */
  readonly refreshes: { readonly settled: number; readonly unavailable: number };
}

export interface UpkeepOptions {
  readonly warm?: WarmOptions;
  /** Milliseconds between two samples that are compared with the database. Default 60,000; 0: never. */
  readonly reconcileEvery?: number;
  /** Entries of each cache in a sample. Default 200. */
  readonly reconcileSample?: number;
  /** Milliseconds between two sweeps. Default one hour; 0: never. */
  readonly sweepEvery?: number;
  readonly sweep?: Pick<SweepOptions, "keepIssued" | "keepHeld" | "batchSize">;
}

export interface Upkeep {
  readonly administration: TokenAdministration;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const hour = 3_600_000;

export function createUpkeep(held: HeldRoom, issued: IssuedRoom, options: UpkeepOptions = {}): Upkeep {
  const { clock, log } = held;
  const { reconcileEvery = 60_000, reconcileSample = 200, sweepEvery = hour } = options;
  const warming = new Warming(held, issued, options.warm);
  const reconciler = new Reconciler(held, issued);
  const ending = new AbortController();
  const swept = { issued: 0, held: 0 };
  const sweep = async (asked: SweepOptions = {}): Promise<SweepReport> => {
    const report = await sweepTokens(held, { ...options.sweep, ...asked });
    if (!report.dryRun) [swept.issued, swept.held] = [swept.issued + report.issued, swept.held + report.held];
    return report;
  };
  const routines: readonly Routine[] = [
    ...repeated(reconcileEvery, { name: "reconciliation of tokens", clock, log, work: () => reconciler.run(reconcileSample) }),
    ...repeated(sweepEvery, { name: "sweep of ended tokens", clock, log, work: () => sweep({ signal: ending.signal }) }),
  ];
  const importing: ImportRoom = { ...held, follow: (key, generation) => void held.cache.changed(key, generation) };
  return {
    administration: {
      searchHeld: (scope, search) => searchHeld(held, scope, search),
      searchIssued: (scope, search) => searchIssued(held, scope, search),
      history: (tokenId, page) => anyHistory(held.database, tokenId, page),
      reconcile: ({ onProgress } = {}) => reconciler.run(undefined, onProgress),
      warm: (asked) => warmNow(held, issued, { ...options.warm, ...asked }, ending.signal),
      sweep,
      importPlaintext: (request) => importPlaintextTokens(importing, request),
      importLines: (request) => importTokenLines(importing, request),
      upkeep: () => ({
        warming: warming.status,
        reconciled: reconciler.total,
        swept: { ...swept },
        refreshes: held.renewal.counts,
      }),
    },
    start: async () => {
      if (options.warm?.most !== 0) warming.start();
      for (const routine of routines) await routine.start();
    },
    stop: async () => {
      ending.abort();
      await warming.stop();
      for (const routine of routines) await routine.stop();
    },
  };
}

async function warmNow(
  held: HeldRoom,
  issued: IssuedRoom,
  { signal, ...options }: WarmNowOptions,
  closing: AbortSignal,
): Promise<WarmStatus> {
  const warming = new Warming(held, issued, options);
  const leave = (): void => void warming.stop();
  const ends = [closing, ...(signal === undefined ? [] : [signal])];
  for (const end of ends) end.addEventListener("abort", leave, { once: true });
  if (!ends.some(({ aborted }) => aborted)) warming.start();
  await warming.ended();
  for (const end of ends) end.removeEventListener("abort", leave);
  return warming.status;
}

function repeated(every: number, means: Omit<Parameters<typeof createRoutine>[0], "every">): readonly Routine[] {
  return every === 0 ? [] : [createRoutine({ ...means, every })];
}
