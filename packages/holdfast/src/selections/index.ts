// The door of the selections room.
export { entryText } from "./entry-text.js";
export { laneOf, type SelectionEntry } from "./entry.js";
export { forgetUndo } from "./undo/forget-undo.js";
export type { SelectionLimits } from "./plan/plan.js";
export { RecordBook } from "./view/record-book.js";
export type { CatalogueLookup } from "./perform/resolve-targets.js";
export { createSelectionDomain } from "./batch/selection-domain.js";
export { createSelections, type SelectionsRoom } from "./selections.js";
export type {
  GroupImportOptions,
  SelectionsInMemory,
  Selections,
  QuarantineRef,
  QuarantinedOperation,
  Quarantine,
} from "./interface.js";
