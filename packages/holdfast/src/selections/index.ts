// The door of the selections room.
export type { SelectionEntry } from "./entry.js";
export { forgetUndo } from "./forget-undo.js";
export type { SelectionLimits } from "./plan/plan.js";
export { RecordBook } from "./record-book.js";
export type { CatalogueLookup } from "./resolve-targets.js";
export { createSelectionDomain } from "./selection-domain.js";
export { createSelections, type SelectionsRoom } from "./selections.js";
