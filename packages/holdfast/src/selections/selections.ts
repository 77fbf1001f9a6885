// The selections of all users: operations go through the journal, reads come from memory, the database follows.
import { type FlushAnswer, HoldfastError, type Position, type UserId } from "@holdfast/contract";
import type { JournalEntry, ViewStoreStatus } from "../engine/index.js";
import type { Quarantine, Selections } from "./interface.js";
import type { SelectionEntry } from "./entry.js";
import { followOutsideChanges } from "./live/follow-outside-changes.js";
import { HistoryReader } from "./history/history-reader.js";
import { performOperation } from "./perform/operator.js";
import { createQuarantine } from "./quarantine.js";
import { type RoomOptions, SelectionRoom } from "./room.js";
import { SelectionReader } from "./view/selection-reader.js";
import { settle } from "./perform/settle.js";
import { subscribe } from "./live/subscribe.js";
import { exportGroup } from "./transfer/export-group.js";
import { importIntoGroup } from "./transfer/import-group.js";

/** What the assembly needs besides the public interface. */
export interface SelectionsRoom extends Selections {
  readonly reader: SelectionReader;
  readonly quarantine: Quarantine;
  /** One round of looking for changes that somebody else made in the tables (SY-12). */
  followOutsideChanges(): Promise<number>;
  /** Nothing new is accepted from now on; what was accepted is finished. */
  stopAccepting(): void;
  onApplied(entries: readonly JournalEntry<SelectionEntry>[]): void;
  onQuarantined(entry: JournalEntry<SelectionEntry>, sqlState: string): void;
  /** One round of looking for users who are quiet: their views are folded. */
  foldQuiet(share: number): void;
  status(): ViewStoreStatus;
}

export function createSelections(options: RoomOptions): SelectionsRoom {
  const room = new SelectionRoom(options);
  const reader = new SelectionReader(room);
  const past = new HistoryReader(room);
  let accepting = true;
  return {
    reader,
    quarantine: createQuarantine(room),
    // Not async: each promise around a promise takes three more turns.
    perform: (actor, request) => (accepting ? performOperation(room, actor, request) : Promise.reject(shuttingDown())),
    peek: (userId) => reader.peek(userId),
    groups: (userId) => reader.groups(userId),
    group: (userId, ref) => reader.group(userId, ref),
    records: (userId, ref) => reader.records(userId, ref),
    changes: (userId, ref, since) => reader.changes(userId, ref, since),
    items: (userId, ref, page) => reader.items(userId, ref, page),
    previewCombination: (userId, request) => reader.previewCombination(userId, request),
    groupHistory: (userId, ref, page) => past.history(userId, ref, page),
    groupState: (userId, ref, moment) => past.state(userId, ref, moment),
    groupDiff: (userId, ref, from, to) => past.diff(userId, ref, from, to),
    recordHistory: (userId, recordId, page) => past.record(userId, recordId, page),
    export: async (userId, ref, format) => {
      const group = await reader.group(userId, ref);
      if (group === undefined) return undefined;
      await settle(room, await room.viewOf(userId));
      return exportGroup({ database: options.database, userId, groupId: group.id, format });
    },
    import: async (actor, ref, source, importing) => {
      if (!accepting) throw shuttingDown();
      return importIntoGroup(room, actor, ref, source, importing);
    },
    undoState: (userId) => reader.undoState(userId),
    memberships: (userId, recordIds) => reader.memberships(userId, recordIds),
    flush: (userId) => flush(room, userId),
    leave: async (userId) => {
      const answer = await flush(room, userId);
      if (answer.state === "applied") room.views.forget(userId);
      return answer;
    },
    subscribe: (userId, after, listener) => subscribe(room, userId, after, listener),
    followOutsideChanges: () => followOutsideChanges(room),
    stopAccepting: () => {
      accepting = false;
    },
    onApplied: (entries) => publishApplied(room, entries),
    onQuarantined: ({ position, body }, sqlState) => {
      room.views.invalidate(body.user);
      // A record may be gone: the catalogue is asked again before it is selected.
      for (const { added } of body.effects) options.book.withdraw(added ?? []);
      const event = { type: "quarantined" as const, position, operationId: body.operation, sqlState };
      room.quarantine.note(body.user, event);
      room.hub.publish(body.user, event);
      room.hub.publish(body.user, { type: "reset", position, reload: ["groups"] });
    },
    foldQuiet: (share) => room.views.foldQuiet(share),
    status: () => room.views.status(),
  };
}

/** What the user was acknowledged last; 0 when nothing of theirs is waiting. */
function lastPositionOf(room: SelectionRoom, userId: UserId): Position {
  return room.options.drain.pendingOf(userId).at(-1)?.position ?? (0 as Position);
}

async function flush(room: SelectionRoom, userId: UserId): Promise<FlushAnswer> {
  const { drain, flushPatience } = room.options;
  const position = lastPositionOf(room, userId);
  const applied = await drain.whenUserApplied(userId, flushPatience);
  const appliedPosition = drain.appliedPositionOf(userId);
  return { state: applied ? "applied" : "deferred", position: position === 0 ? appliedPosition : position, appliedPosition };
}

function publishApplied(room: SelectionRoom, entries: readonly JournalEntry<SelectionEntry>[]): void {
  const last = new Map<UserId, Position>();
  for (const { position, body } of entries) if (room.hub.has(body.user)) last.set(body.user, position);
  for (const [userId, position] of last) room.hub.publish(userId, { type: "applied", position });
}

function shuttingDown(): HoldfastError {
  return new HoldfastError("shutting_down", {
    what: "This process is shutting down.",
    why: "What was acknowledged is being applied; nothing new is accepted.",
    action: "Send the same operation id again in a moment.",
    retryAfterSeconds: 2,
  });
}
