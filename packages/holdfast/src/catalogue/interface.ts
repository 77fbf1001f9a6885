// The interface of the catalogue of records.
import type {
  CatalogueRecord,
  RecordFacets,
  RecordFilter,
  RecordId,
  RecordPage,
  RecordPageRequest,
  UserId,
} from "@holdfast/contract";
import type { AuditActor } from "../audit/index.js";
import type { ImportOptions, ImportReport } from "./import-records.js";
import type { RawRow } from "./read-row.js";
import type { WithdrawalReport } from "./withdraw-from-catalogue.js";

export interface Catalogue {
  /** `userId` is needed when the filter names a group. */
  search(page: RecordPageRequest, userId?: UserId): Promise<RecordPage>;
  facets(filter: RecordFilter, userId?: UserId): Promise<RecordFacets>;
  get(ids: readonly RecordId[]): Promise<readonly CatalogueRecord[]>;
  /** Loads rows from elsewhere into our own catalogue table, streaming; `dryRun` only reports what would happen. */
  import(source: AsyncIterable<RawRow>, options: ImportRequest): Promise<ImportReport>;
  /** Withdrawn records can be seen and deselected, no longer selected. They are never deleted (SE-15). */
  withdraw(ids: readonly RecordId[], reason: string, actor?: AuditActor): Promise<WithdrawalReport>;
}

export type ImportRequest = Omit<ImportOptions, "database" | "clock" | "audit">;
