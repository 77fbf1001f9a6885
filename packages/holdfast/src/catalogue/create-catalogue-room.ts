// The catalogue as the rest of the library uses it: search, facets, look-ups and withdrawal, over our table or the application's.
import type {
  CatalogueRecord,
  RecordFacets,
  RecordFilter,
  RecordId,
  RecordPage,
  RecordPageRequest,
  UserId,
} from "@holdfast/contract";
import { type AuditActor, AuditRecorder } from "../audit/index.js";
import type { Database, Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { conditionOf, type Within } from "./condition-of.js";
import { facetsOf } from "./facets-of.js";
import { type ImportOptions, type ImportReport, importRecords } from "./import-records.js";
import type { RawRow } from "./read-row.js";
import { recordsInOrder, searchRecords } from "./search-records.js";
import { countFacets } from "./sql/count-facets.js";
import { listExistingIds } from "./sql/list-existing-ids.js";
import { matchRecordIds } from "./sql/match-record-ids.js";
import { matchRecordSet } from "./sql/match-record-set.js";
import { planWithValues } from "./sql/plan-with-values.js";
import { withdrawFromCatalogue, type WithdrawalReport } from "./withdraw-from-catalogue.js";

export interface CatalogueRoomOptions {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly log: Log;
  readonly clock: Pick<Clock, "timestamp">;
}

/**
 * Reads run as the user when one is given, otherwise as the system; both see the same, for the catalogue is the same for everybody.
 * `groupId` and `selected` of a filter are not looked at: the caller has resolved them to `within`.
 */
export interface CatalogueRoom {
  /**
   * A page in a total order, with the exact total. Rows without a value in the sort column come last in both directions; ties are
   * broken by id. Titles are ordered by their first 120 letters in lower case. Withdrawn records are shown.
   */
  search(page: RecordPageRequest, within?: Within, userId?: UserId): Promise<RecordPage>;
  /** Exact counts per value of all four facets, each leaving out its own part of the filter. */
  facets(filter: RecordFilter, within?: Within, userId?: UserId): Promise<RecordFacets>;
  /** In the order of the ids; unknown ones are left out, withdrawn ones are not. */
  get(ids: readonly RecordId[], userId?: UserId): Promise<readonly CatalogueRecord[]>;
  /** All that match and can be selected (SE-07), by title and id. */
  matching(filter: RecordFilter, within?: Within, userId?: UserId): Promise<readonly RecordId[]>;
  /** The same in no order, in a fraction of the time: 16 bytes each. */
  matchingSet(filter: RecordFilter, within?: Within): Promise<Buffer>;
  /** Those that are known and not withdrawn, in the order asked, each once. */
  existing(ids: readonly RecordId[]): Promise<readonly RecordId[]>;
  /** See `importRecords`. */
  import(source: AsyncIterable<RawRow>, options: Omit<ImportOptions, "database" | "clock">): Promise<ImportReport>;
  /** Throws invalid_request when the catalogue is the application's own table. */
  withdraw(ids: readonly RecordId[], reason: string, actor?: AuditActor): Promise<WithdrawalReport>;
}

export function createCatalogueRoom({ database, log, clock }: CatalogueRoomOptions): CatalogueRoom {
  const audit = new AuditRecorder(clock);
  const read = async <T>(userId: UserId | undefined, work: (db: Queryable) => Promise<T>, mode?: "single reads"): Promise<T> =>
    userId === undefined ? database.asSystem(work, mode) : database.asUser(userId, work, mode);

  return {
    search: (page, within, userId) => read(userId, (db) => searchRecords(db, page, within)),
    facets: (filter, within, userId) =>
      read(userId, async (db) => {
        await planWithValues(db);
        return facetsOf(await countFacets(db, { condition: conditionOf(filter, within) }));
      }),
    get: async (ids, userId) => read(userId, (db) => recordsInOrder(db, ids), "single reads"),
    matching: (filter, within, userId) =>
      read(userId, async (db) => {
        await planWithValues(db);
        return matchRecordIds(db, { condition: conditionOf(filter, within) });
      }),
    matchingSet: (filter, within) =>
      database.asSystem(async (db) => {
        await planWithValues(db);
        return matchRecordSet(db, { condition: conditionOf(filter, within) });
      }),
    existing: async (ids) => {
      if (ids.length === 0) return [];
      const found = new Set(await database.asSystem((db) => listExistingIds(db, { ids }), "single reads"));
      return [...new Set(ids)].filter((id) => found.has(id));
    },
    import: async (source, options) => importRecords(source, { audit, ...options, database, clock }),
    withdraw: async (ids, reason, actor = { userId: null }) => {
      const at = clock.timestamp();
      const report = await database.asSystem((db) => withdrawFromCatalogue(db, audit, { ids, reason, actor, at }));
      log.info("Records were withdrawn.", { withdrawn: report.withdrawn.length, unknown: report.unknown.length });
      return report;
    },
  };
}
