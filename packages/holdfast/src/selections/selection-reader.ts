// Reads of selections: from memory, and only what a crash can no longer take back (JO-06).
import type {
  Group, GroupChanges, GroupItems, GroupList, GroupRecords, GroupRef, MembershipAnswer, RecordId, SelectionItem, UndoState, UserId, Version,
} from "@holdfast/contract";
import type { GroupEffect } from "./entry.js";
import { withinGroup } from "./resolve-targets.js";
import type { SelectionRoom } from "./room.js";
import { type HistoryRow, readGroupHistory } from "./sql/read-group-history.js";
import { type ItemRow, readItems } from "./sql/read-items.js";
import { undoState } from "./undo-state.js";
import type { GroupView, UserView } from "./user-view.js";

type GroupAt = Pick<GroupChanges, "groupId" | "since" | "version" | "count">;

const historyRows = 50_000;

export class SelectionReader {
  readonly #room: SelectionRoom;

  constructor(room: SelectionRoom) {
    this.#room = room;
  }

  async groups(userId: UserId): Promise<GroupList> {
    return this.#read(userId, (view) => {
      const { drain } = this.#room.options;
      const position = view.lastPosition;
      const appliedPosition = drain.isPending(userId) ? drain.appliedPosition : position;
      return { groups: view.list(), position, appliedPosition };
    });
  }

  async group(userId: UserId, ref: GroupRef): Promise<Group | undefined> {
    return this.#readGroup(userId, ref, (group, view) => view.describe(group));
  }

  async records(userId: UserId, ref: GroupRef): Promise<GroupRecords | undefined> {
    return this.#readGroup(userId, ref, (group, view) => ({
      groupId: group.image.id,
      version: group.version,
      count: group.records.size,
      recordIds: view.idsOf(group, this.#room.options.book) as RecordId[],
    }));
  }

  /** The ids in the group that a filter names, for the catalogue. */
  async within(userId: UserId, filter: Parameters<typeof withinGroup>[0]): Promise<ReturnType<typeof withinGroup>> {
    return this.#read(userId, (view) => withinGroup(filter, view, this.#room.options.book));
  }

  async undoState(userId: UserId): Promise<UndoState> {
    return this.#read(userId, undoState);
  }

  async memberships(userId: UserId, recordIds: readonly RecordId[]): Promise<MembershipAnswer> {
    return this.#read(userId, (view) => {
      const { book } = this.#room.options;
      const asked = recordIds.flatMap((id) => {
        const number = book.find(id);
        return number === undefined ? [] : [{ id, number }];
      });
      const groups = [...view.groups.values()].flatMap((group) => {
        const inside = asked.filter(({ number }) => group.records.has(number)).map(({ id }) => id);
        return inside.length === 0 ? [] : [{ groupId: group.image.id, version: group.version, recordIds: inside }];
      });
      return { position: view.lastPosition, groups };
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

  async items(userId: UserId, ref: GroupRef, page: { readonly offset: number; readonly limit: number }): Promise<GroupItems | undefined> {
    const group = await this.group(userId, ref);
    if (group === undefined) return undefined;
    await this.#settle(userId);
    const rows = await this.#room.options.database.asUser(userId, (db) => readItems(db, { groupId: group.id, ...page }));
    return { groupId: group.id, version: group.version, total: group.count, offset: page.offset, items: rows.map(toItem) };
  }

  async #read<T>(userId: UserId, read: (view: UserView) => T): Promise<T> {
    const { journal } = this.#room.options;
    const view = await this.#room.viewOf(userId);
    const answer = read(view);
    if (view.lastPosition > journal.durablePosition) await journal.whenDurable(view.lastPosition);
    return answer;
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
    const view = await this.#room.viewOf(userId);
    await this.#room.options.drain.whenApplied(view.lastPosition, this.#room.options.flushPatience);
  }

  async #changesFromTrail(userId: UserId, group: GroupAt): Promise<GroupChanges | undefined> {
    if (group.since > group.version) return undefined;
    await this.#settle(userId);
    const rows = await this.#room.options.database.asUser(userId, (db) =>
      readGroupHistory(db, { groupId: group.groupId, after: group.since, limit: historyRows + 1 }),
    );
    return isWholeHistory(rows, group.since, group.version) ? { ...group, reset: false, ...netChange(rows.map(toEffect)) } : undefined;
  }
}

/** Every version has its row, none of them speaks of the group as a whole, and the limit was not met. */
function isWholeHistory(rows: readonly HistoryRow[], since: Version, version: Version): boolean {
  const versions = new Set(rows.map((row) => row.group_version).filter((each) => each <= version));
  return rows.length <= historyRows && versions.size === version - since && rows.every(({ action }) => action !== "clear_all" && action !== "delete_group");
}

function toEffect({ change, record_id: record, group_version: version }: HistoryRow): Pick<GroupEffect, "version" | "added" | "removed"> {
  if (record === null || change === "annotated") return { version };
  return change === "added" ? { version, added: [record] } : { version, removed: [record] };
}

/** The last word on each record: what joined and left again is not a change. */
function netChange(effects: readonly Pick<GroupEffect, "added" | "removed">[]): { readonly added: RecordId[]; readonly removed: RecordId[] } {
  const last = new Map<RecordId, { readonly first: boolean; readonly now: boolean }>();
  const note = (record: RecordId, now: boolean): void => void last.set(record, { first: last.get(record)?.first ?? now, now });
  for (const effect of effects) {
    for (const record of effect.removed ?? []) note(record, false);
    for (const record of effect.added ?? []) note(record, true);
  }
  const changed = (now: boolean): RecordId[] => [...last].flatMap(([record, fate]) => (fate.now === now && fate.first === now ? [record] : []));
  return { added: changed(true), removed: changed(false) };
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
