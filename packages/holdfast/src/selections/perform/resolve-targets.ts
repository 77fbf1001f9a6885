// Finds the records that a change is about: named ones, or all that match a query less its exceptions (SE-07).
import { type Change, HoldfastError, type RecordFilter, type RecordId, type UserId, type Version } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import type { SelectionLimits, Targets } from "../plan/plan.js";
import type { RecordBook } from "../view/record-book.js";
import { resolveUndo } from "../undo/resolve-undo.js";
import { readRecordsSince } from "../sql/read-records-since.js";
import type { GroupView, UserView } from "../view/user-view.js";

/** Only these records, or all but these. */
export interface WithinGroup {
  readonly recordIds: readonly RecordId[];
  readonly include: boolean;
}

/** What selections need of the catalogue. */
export interface CatalogueLookup {
  /** Ids of all records that match and can be selected, in a stable order. */
  matching(filter: RecordFilter, within?: WithinGroup): Promise<readonly RecordId[]>;
  /** The same in no order, in a fraction of the time: 16 bytes each. */
  matchingSet(filter: RecordFilter, within?: WithinGroup): Promise<Buffer>;
  /** Those of the ids that exist and are not withdrawn. */
  existing(ids: readonly RecordId[]): Promise<readonly RecordId[]>;
}

export interface ResolveOptions {
  readonly database: Database;
  readonly catalogue: CatalogueLookup;
  readonly book: RecordBook;
  readonly view: UserView;
  readonly limits: Pick<SelectionLimits, "recordsPerGroup">;
  /** Waits until the user's changes are in the database. */
  readonly settle: (userId: UserId) => Promise<void>;
  /** What a group held at the moment that it is restored to. */
  readonly past: (
    change: Extract<Change, { kind: "restore_group" }>,
  ) => Promise<{ readonly ids: readonly RecordId[]; readonly version: Version }>;
}

type Selecting = Extract<Change, { kind: "select" | "deselect" | "bulk_select" | "bulk_deselect" | "clear_all" }>;

const noTargets: Targets = { ids: [], matched: null, excluded: null, changedSince: undefined };

function isSelecting(change: Change): change is Selecting {
  return ["select", "deselect", "bulk_select", "bulk_deselect", "clear_all"].includes(change.kind);
}

/** What can be said at once, from memory; undefined when the catalogue or the database must be asked. */
export function targetsAtHand(change: Change, book: RecordBook): Targets | undefined {
  if (change.kind === "undo" || change.kind === "redo" || change.kind === "restore_group") return undefined;
  if (!isSelecting(change)) return noTargets;
  if ("seenVersion" in change && change.seenVersion !== undefined) return undefined;
  if ("query" in change && change.query !== undefined) return undefined;
  const ids = namedIds(change);
  const asksCatalogue = change.kind === "select" || change.kind === "bulk_select";
  if (asksCatalogue && !ids.every((id) => book.isSelectable(id))) return undefined;
  return { ...noTargets, ids };
}

export async function resolveTargets(change: Change, options: ResolveOptions): Promise<Targets> {
  const { view } = options;
  const asOf = { view, sequence: view.sequence };
  if (change.kind === "undo" || change.kind === "redo") return { ...noTargets, asOf, undo: await resolveUndo(change, options) };
  if (change.kind === "restore_group") return { ...noTargets, ...(await options.past(change)) };
  if (!isSelecting(change)) return noTargets;
  const changedSince = await changedSinceSeen(change, options);
  return { ...(await resolveIds(change, options)), changedSince, asOf };
}

/** False when what was looked up no longer fits the view, so that it must be looked up again. */
export function isCurrent({ asOf, undo, changedSince }: Targets, view: UserView): boolean {
  if (asOf === undefined || (undo === undefined && changedSince === undefined)) return true;
  if (asOf.view !== view || !view.reachesBack(asOf.sequence)) return false;
  return undo === undefined || view.gestures.find(undo.direction, undo.item.gesture)?.by === undo.item.by;
}

async function resolveIds(change: Selecting, options: ResolveOptions): Promise<Targets> {
  const { catalogue, book } = options;
  if ("query" in change && change.query !== undefined) {
    const matching = await matchingIn(change, change.query.filter, options);
    const excluded = new Set<RecordId>(change.query.except);
    const ids = excluded.size === 0 ? matching : matching.filter((id) => !excluded.has(id));
    return { ...noTargets, ids, matched: matching.length, excluded: matching.length - ids.length };
  }
  const ids = namedIds(change);
  if (change.kind === "select" || change.kind === "bulk_select") {
    const unsure = ids.filter((id) => !book.isSelectable(id));
    if (unsure.length > 0) book.confirm(await catalogue.existing(unsure));
  }
  return { ...noTargets, ids };
}

/** Confirmed. In order only where the order decides: which records still fit into the group, and which are named first. */
async function matchingIn(
  change: Selecting,
  filter: RecordFilter,
  { catalogue, book, view, limits }: ResolveOptions,
): Promise<readonly RecordId[]> {
  const within = withinGroup(filter, view, book);
  const isGuarded = "seenVersion" in change && change.seenVersion !== undefined;
  if (!isGuarded) {
    const matching = book.confirmBytes(await catalogue.matchingSet(filter, within));
    const held = view.resolve(change.group)?.records.size ?? 0;
    if (change.kind === "bulk_deselect" || held + matching.length <= limits.recordsPerGroup) return matching;
  }
  const inOrder = await catalogue.matching(filter, within);
  book.confirm(inOrder);
  return inOrder;
}

/** The group that a filter names, as ids. */
export function withinGroup(filter: RecordFilter, view: UserView, book: RecordBook): WithinGroup | undefined {
  if (filter.groupId === undefined) return undefined;
  const group = view.resolve(filter.groupId);
  return { recordIds: group === undefined ? [] : view.idsOf(group, book), include: filter.selected ?? true };
}

function namedIds(change: Selecting): readonly RecordId[] {
  if (change.kind === "clear_all") return [];
  if ("recordId" in change) return [change.recordId];
  const ids = change.recordIds;
  if (ids === undefined || change.query !== undefined) {
    throw new HoldfastError("invalid_request", {
      what: "A bulk change names either records or a query.",
      action: "Send `recordIds` or `query`, not both and not neither.",
      fields: [{ path: "change.recordIds", problem: "Exactly one of recordIds and query." }],
    });
  }
  return ids;
}

async function changedSinceSeen(change: Selecting, options: ResolveOptions): Promise<ReadonlySet<RecordId> | undefined> {
  const seen = "seenVersion" in change ? change.seenVersion : undefined;
  const group = options.view.resolve(change.group);
  if (seen === undefined || group === undefined) return undefined;
  return recentlyAdded(group, seen, options) ?? addedInDatabase(group, seen, options);
}

function recentlyAdded(group: GroupView, seen: Version, { view }: ResolveOptions): ReadonlySet<RecordId> | undefined {
  const effects = view.effectsSince(group, seen);
  return effects === undefined
    ? undefined
    : new Set(effects.flatMap(({ added = [], annotated = [], reverted = [] }) => [...added, ...annotated, ...reverted]));
}

async function addedInDatabase(
  group: GroupView,
  seen: Version,
  { database, view, settle }: ResolveOptions,
): Promise<ReadonlySet<RecordId>> {
  await settle(view.userId);
  return new Set(
    await database.asUser(view.userId, (db) => readRecordsSince(db, { groupId: group.image.id, version: seen }), "single reads"),
  );
}
