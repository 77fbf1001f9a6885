// Reads of selections: from memory, and only what a crash can no longer take back (JO-06).
import {
  type Combination,
  type CombinationRequest,
  type Group,
  type GroupChanges,
  type GroupItems,
  type GroupList,
  type GroupRecords,
  type GroupRef,
  isHoldfastError,
  type MembershipAnswer,
  type RecordId,
  type SelectionItem,
  type UndoState,
  type UserId,
  type Version,
} from "@holdfast/contract";
import { combineGroups } from "../perform/combine-groups.js";
import { netChange, netChangeOf } from "../batch/net-change.js";
import { withinGroup } from "../perform/resolve-targets.js";
import type { SelectionRoom } from "../room.js";
import { readGroupHistory } from "../sql/read-group-history.js";
import { type ItemPage, type ItemRow, readItems } from "../sql/read-items.js";
import { undoState } from "../undo/undo-state.js";
import type { GroupView, UserView } from "./user-view.js";
import type { ViewState } from "./view-state.js";

type GroupAt = Pick<GroupChanges, "groupId" | "since" | "version" | "count">;

/** A failing disk can take back what a second view shows too. */
const readTries = 3;
const historyRows = 50_000;
const namedAtMost = 100;

export class SelectionReader {
  readonly #room: SelectionRoom;

  constructor(room: SelectionRoom) {
    this.#room = room;
  }

  async groups(userId: UserId): Promise<GroupList> {
    return this.#read(userId, (view) => {
      const { drain } = this.#room.options;
      const position = view.lastPosition;
      const appliedPosition = drain.isPending(userId) ? drain.appliedPositionOf(userId) : position;
      return { groups: view.list(), position, appliedPosition };
    });
  }

  async group(userId: UserId, ref: GroupRef): Promise<Group | undefined> {
    return this.#readGroup(userId, ref, (group, view) => view.describe(group));
  }

  async records(userId: UserId, ref: GroupRef): Promise<GroupRecords | undefined> {
    const { book } = this.#room.options;
    return this.#read(userId, (view) => view.state(book).records(ref));
  }

  /** What memory shows, when it shows the user at all and a crash could take nothing of it back; undefined otherwise. */
  peek(userId: UserId): ViewState | undefined {
    const { journal, book } = this.#room.options;
    const view = this.#room.views.peek(userId);
    if (view === undefined || view.groups.size === 0 || view.lastPosition > journal.durablePosition) return undefined;
    return view.state(book);
  }

  /** The ids in the group that a filter names, for the catalogue. */
  async within(userId: UserId, filter: Parameters<typeof withinGroup>[0]): Promise<ReturnType<typeof withinGroup>> {
    return this.#read(userId, (view) => withinGroup(filter, view, this.#room.options.book));
  }

  async undoState(userId: UserId): Promise<UndoState> {
    return this.#read(userId, undoState);
  }

  async previewCombination(userId: UserId, request: CombinationRequest): Promise<Combination> {
    const { book, limits } = this.#room.options;
    return this.#read(userId, (view) => {
      const { groups, numbers, regions } = combineGroups(view, request);
      return {
        position: view.lastPosition,
        operation: request.operation,
        count: numbers.length,
        recordIds: numbers.slice(0, namedAtMost).map((number) => book.idOf(number)),
        overLimit: Math.max(0, numbers.length - limits.recordsPerGroup),
        groups: groups.map((group) => ({ groupId: group.image.id, version: group.version, count: group.records.size })),
        regions: [...regions].map(([mask, count]) => ({
          groupIds: groups.filter((_, bit) => (mask & (1 << bit)) !== 0).map(({ image }) => image.id),
          count,
        })),
      };
    });
  }

  async memberships(userId: UserId, recordIds: readonly RecordId[]): Promise<MembershipAnswer> {
    const { book } = this.#room.options;
    return this.#read(userId, (view) => {
      return { position: view.lastPosition, groups: view.state(book).memberships(recordIds, book) };
    });
  }

  /** From memory when it reaches back, else from the trail; `reset` when neither tells (SE-06). */
  async changes(userId: UserId, ref: GroupRef, since: Version): Promise<GroupChanges | undefined> {
    const recent = await this.#readGroup(userId, ref, (group, view) => ({
      ...this.#describe(group, since),
      effects: since > group.version ? undefined : view.effectsSince(group, since),
    }));
    if (recent === undefined) return undefined;
    const { effects, ...group } = recent;
    if (effects !== undefined) return { ...group, reset: false, ...netChange(effects) };
    return (await this.#changesFromTrail(userId, group)) ?? { ...group, reset: true, added: [], removed: [] };
  }

  async items(userId: UserId, ref: GroupRef, page: ItemPage): Promise<GroupItems | undefined> {
    const group = await this.group(userId, ref);
    if (group === undefined) return undefined;
    await this.#settle(userId);
    const rows = await this.#room.options.database.asUser(
      userId,
      (db) => readItems(db, { groupId: group.id, ...page }),
      "single reads",
    );
    return { groupId: group.id, version: group.version, total: group.count, offset: page.offset, items: rows.map(toItem) };
  }

  async #read<T>(userId: UserId, read: (view: UserView) => T): Promise<T> {
    const { journal } = this.#room.options;
    for (let tries = 1; ; tries += 1) {
      const view = await this.#room.viewOf(userId);
      const answer = read(view);
      if (view.lastPosition <= journal.durablePosition) return answer;
      try {
        await journal.whenDurable(view.lastPosition);
        return answer;
      } catch (error) {
        // The journal gave up on what the view showed; a fresh view shows what is left.
        if (tries === readTries || !isHoldfastError(error, "journal_unusable")) throw error;
      }
    }
  }

  async #readGroup<T>(userId: UserId, ref: GroupRef, read: (group: GroupView, view: UserView) => T): Promise<T | undefined> {
    return this.#read(userId, (view) => {
      const group = view.resolve(ref);
      return group === undefined ? undefined : read(group, view);
    });
  }

  #describe(group: GroupView, since: Version): GroupAt {
    return { groupId: group.image.id, since, version: group.version, count: group.records.size };
  }

  async #settle(userId: UserId): Promise<void> {
    await this.#room.options.drain.whenUserApplied(userId, this.#room.options.flushPatience);
  }

  async #changesFromTrail(userId: UserId, group: GroupAt): Promise<GroupChanges | undefined> {
    if (group.since > group.version) return undefined;
    await this.#settle(userId);
    const rows = await this.#room.options.database.asUser(
      userId,
      (db) => readGroupHistory(db, { groupId: group.groupId, after: group.since, limit: historyRows + 1 }),
      "single reads",
    );
    const net = rows.length > historyRows ? undefined : netChangeOf(rows, group.since, group.version);
    return net === undefined ? undefined : { ...group, reset: false, ...net };
  }
}

function toItem(row: ItemRow): SelectionItem {
  return {
    id: row.id,
    record: {
      id: row.record_id,
      title: row.title,
      reference: row.reference,
      family: row.family,
      type: row.type,
      year: row.year,
      status: row.status,
      withdrawnAt: row.withdrawn_at,
    },
    note: row.note,
    state: row.state,
    metadata: row.metadata,
    addedBy: row.added_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
