// Reads the past of groups and records from the audit trail (SE-14).
import {
  type GroupDiff,
  type GroupHistory,
  type GroupId,
  type GroupMoment,
  type GroupRef,
  type GroupState,
  HoldfastError,
  type RecordHistory,
  type RecordId,
  type UserId,
  type Version,
} from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import { netChangeOf } from "../batch/net-change.js";
import type { SelectionRoom } from "../room.js";
import { settle } from "../perform/settle.js";
import { pageGroupHistory } from "../sql/page-group-history.js";
import { pageRecordHistory } from "../sql/page-record-history.js";
import { readGroupHistory } from "../sql/read-group-history.js";
import { readGroupState } from "../sql/read-group-state.js";
import { type HistorySpan, readHistorySpan } from "../sql/read-history-span.js";
import type { UserView } from "../view/user-view.js";

const historyRows = 50_000;

interface Present {
  readonly version: Version;
  readonly recordIds: readonly RecordId[];
}

export class HistoryReader {
  readonly #room: SelectionRoom;

  constructor(room: SelectionRoom) {
    this.#room = room;
  }

  async history(
    userId: UserId,
    ref: GroupRef,
    { before, limit }: { readonly before?: Version; readonly limit: number },
  ): Promise<GroupHistory | undefined> {
    return this.#read(userId, ref, async (db, groupId, span) => {
      const rows = await pageGroupHistory(db, { groupId, before: before ?? null, limit: limit + 1 });
      const entries = rows.slice(0, limit);
      return {
        groupId,
        entries,
        next: rows.length > limit ? (entries.at(-1)?.version ?? null) : null,
        reachesBack: reachesBack(span),
      };
    });
  }

  async state(userId: UserId, ref: GroupRef, moment: GroupMoment): Promise<GroupState | undefined> {
    return this.#read(
      userId,
      ref,
      async (db, groupId, span, present) => {
        const version = "version" in moment ? moment.version : ((span.at_time ?? 0) as Version);
        const recordIds = version > (span.last ?? 0) ? undefined : await stateAt(db, groupId, version, present);
        return {
          groupId,
          version,
          reachesBack: reachesBack(span),
          count: recordIds?.length ?? 0,
          recordIds: recordIds === undefined ? null : [...recordIds],
        };
      },
      "at" in moment ? moment.at : null,
    );
  }

  async diff(userId: UserId, ref: GroupRef, from: Version, to: Version): Promise<GroupDiff | undefined> {
    const before = await this.state(userId, ref, { version: from });
    const after = await this.state(userId, ref, { version: to });
    if (before === undefined || after === undefined) return undefined;
    const { groupId, reachesBack: oldest } = after;
    if (before.recordIds === null || after.recordIds === null)
      return { groupId, from, to, reachesBack: oldest, added: null, removed: null };
    const [old, fresh] = [new Set(before.recordIds), new Set(after.recordIds)];
    const added = after.recordIds.filter((id) => !old.has(id));
    return { groupId, from, to, reachesBack: oldest, added, removed: before.recordIds.filter((id) => !fresh.has(id)) };
  }

  async record(
    userId: UserId,
    recordId: RecordId,
    { before, limit }: { readonly before?: string; readonly limit: number },
  ): Promise<RecordHistory> {
    await this.#settled(userId);
    const cursor = before === undefined ? undefined : readCursor(before);
    const rows = await this.#room.options.database.asUser(
      userId,
      (db) => pageRecordHistory(db, { recordId, before: cursor, limit: limit + 1 }),
      "single reads",
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last !== undefined ? `${last.at}_${last.id}` : null;
    return { recordId, entries: page.map(({ id: _, ...entry }) => entry), next };
  }

  /** Undefined when the user has, and had, no such group: row-level security shows everybody their own trail only. */
  async #read<T>(
    userId: UserId,
    ref: GroupRef,
    work: (db: Queryable, groupId: GroupId, span: HistorySpan, present: Present | undefined) => Promise<T>,
    at: string | null = null,
  ): Promise<T | undefined> {
    const view = await this.#settled(userId);
    const group = view.resolve(ref);
    const groupId = group?.image.id ?? ref;
    if (groupId === "default") return undefined;
    const present =
      group === undefined ? undefined : { version: group.version, recordIds: view.idsOf(group, this.#room.options.book) };
    return this.#room.options.database.asUser(userId, async (db) => {
      const span = await readHistorySpan(db, { groupId, at });
      return span === undefined || span.last === null ? undefined : work(db, groupId, span, present);
    });
  }

  /** The view, once everything that it shows is in the database. */
  async #settled(userId: UserId): Promise<UserView> {
    const view = await this.#room.viewOf(userId);
    await settle(this.#room, view);
    return view;
  }
}

/** Forwards from the last time that the group was empty; or, where the trail begins later, backwards from what it holds now. */
async function stateAt(
  db: Queryable,
  groupId: GroupId,
  version: Version,
  present: Present | undefined,
): Promise<readonly RecordId[] | undefined> {
  const state = await readGroupState(db, { groupId, version });
  if (state !== undefined && state.versions === version - state.since) return state.record_ids;
  if (present === undefined) return undefined;
  const rows = await readGroupHistory(db, { groupId, after: version, limit: historyRows + 1 });
  const since = rows.length > historyRows ? undefined : netChangeOf(rows, version, present.version);
  if (since === undefined) return undefined;
  const added = new Set(since.added);
  return [...present.recordIds.filter((id) => !added.has(id)), ...since.removed];
}

/** Where retention has taken the beginning: backwards to where the group was emptied as a whole, which names no records. */
function reachesBack({ first, first_emptied: emptied }: HistorySpan): Version {
  if (first === null || first <= 1) return 1 as Version;
  return emptied ?? ((first - 1) as Version);
}

function readCursor(text: string): { readonly at: string; readonly id: number } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(\d{1,15})$/.exec(text);
  if (match !== null) return { at: match[1] ?? "", id: Number(match[2]) };
  throw new HoldfastError("invalid_request", {
    what: "The place to continue from is not one that was given out.",
    action: "Pass `next` of the page before as it is.",
    fields: [{ path: "before", problem: "Not a place in the history." }],
  });
}
