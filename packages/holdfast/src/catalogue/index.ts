// The door of the catalogue room.
export type { Within } from "./condition-of.js";
export { type CatalogueRoom, type CatalogueRoomOptions, createCatalogueRoom } from "./create-catalogue-room.js";
export { idFromKey } from "./id-from-key.js";
export { type ImportCounts, type ImportOptions, type ImportReport, importRecords, type RowProblem } from "./import-records.js";
export type { RawRow, RecordMapping } from "./read-row.js";
export type { WithdrawalReport } from "./withdraw-from-catalogue.js";
export type { Catalogue, ImportRequest } from "./interface.js";
