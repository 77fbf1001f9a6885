// What a change does to a selection, as far as a browser can know it before the server has answered.
import type { RecordId } from "@holdfast/contract";

/** Names a query: the rows of a table that was searched with the same key are known to match it. */
export type QueryKey = string;

export type SelectionEffect =
  | { readonly kind: "add" | "remove"; readonly recordIds: ReadonlySet<RecordId> }
  | {
      readonly kind: "add_matching" | "remove_matching";
      readonly query: QueryKey;
      readonly except: ReadonlySet<RecordId>;
      /** How many records it is expected to change: shown until the answer tells. */
      readonly estimate: number;
    }
  | { readonly kind: "clear" };

/** What the effect says of one record: true selected, false not, undefined nothing. `query` is the one the record was found by. */
export function effectOn(effect: SelectionEffect, recordId: RecordId, query?: QueryKey): boolean | undefined {
  switch (effect.kind) {
    case "add":
      return effect.recordIds.has(recordId) ? true : undefined;
    case "remove":
      return effect.recordIds.has(recordId) ? false : undefined;
    case "clear":
      return false;
    case "add_matching":
      return effect.query === query && !effect.except.has(recordId) ? true : undefined;
    case "remove_matching":
      return effect.query === query && !effect.except.has(recordId) ? false : undefined;
  }
}
