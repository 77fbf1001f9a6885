// The interfaces of selections and of what the database refused of them.
import type {
  Actor,
  Combination,
  CombinationRequest,
  FileFormat,
  FlushAnswer,
  Group,
  GroupChanges,
  GroupDiff,
  GroupHistory,
  GroupImportReport,
  GroupItems,
  GroupList,
  GroupId,
  JournalId,
  OperationId,
  GroupMoment,
  GroupRecords,
  GroupRef,
  GroupState,
  ImportCounts,
  MembershipAnswer,
  OperationAnswer,
  OperationRequestInput,
  Position,
  RecordHistory,
  RecordId,
  StreamEvent,
  UndoState,
  UserId,
  Version,
} from "@holdfast/contract";
import type { Subscription } from "../runtime/subscription.js";

export interface GroupImportOptions {
  readonly format: FileFormat;
  /** Chosen by the client, a UUID: the same import again changes nothing twice. */
  readonly importId: string;
  /** Changes nothing and reports what would happen. */
  readonly dryRun?: boolean;
  /** Called after every thousand lines. */
  readonly onProgress?: (counts: ImportCounts) => void;
  /** Ends the import before the next thousand lines; what was done stays. */
  readonly signal?: AbortSignal;
}

/** A user's selections as memory shows them at one moment. It never changes: ask for another to see what came after. */
export interface SelectionsInMemory {
  readonly position: Position;
  /** Whether the record, an id in lower case, is in the group, `default` when none is named; false also when there is no such group. */
  has(recordId: string, group?: string): boolean;
  /** Frozen, and the same object for everybody until the group changes. Undefined when the user has no such group. */
  records(group: string): GroupRecords | undefined;
}

/** Selections: write-behind through the journal, read from memory. Groups of others are `undefined`, like absent ones. */
export interface Selections {
  /** Changes a selection or a group; resolves when the acknowledgement asked for is reached (JO-01). */
  perform(actor: Actor, request: OperationRequestInput): Promise<OperationAnswer>;
  /**
   * Without waiting, for code that asks very often: undefined when the user is not in memory, or shows something that a crash could
   * still take back. The methods below wait for both (JO-06); ask one of them then.
   */
  peek(userId: UserId): SelectionsInMemory | undefined;
  groups(userId: UserId): Promise<GroupList>;
  group(userId: UserId, group: GroupRef): Promise<Group | undefined>;
  records(userId: UserId, group: GroupRef): Promise<GroupRecords | undefined>;
  changes(userId: UserId, group: GroupRef, since: Version): Promise<GroupChanges | undefined>;
  /** A page of a group with notes, states and times; with `recordId` that one record alone, when it is there. */
  items(
    userId: UserId,
    group: GroupRef,
    page: { readonly offset: number; readonly limit: number; readonly recordId?: RecordId | undefined },
  ): Promise<GroupItems | undefined>;
  /** What a set operation between groups would give (SE-12). Throws not_found for a group that is not the user's. */
  previewCombination(userId: UserId, request: CombinationRequest): Promise<Combination>;
  /** The operations on a group, newest first, also of a deleted one (SE-14). */
  groupHistory(
    userId: UserId,
    group: GroupRef,
    page: { readonly before?: Version; readonly limit: number },
  ): Promise<GroupHistory | undefined>;
  groupState(userId: UserId, group: GroupRef, moment: GroupMoment): Promise<GroupState | undefined>;
  groupDiff(userId: UserId, group: GroupRef, from: Version, to: Version): Promise<GroupDiff | undefined>;
  /** What happened to a record in all groups of the user, newest first. */
  recordHistory(
    userId: UserId,
    recordId: RecordId,
    page: { readonly before?: string; readonly limit: number },
  ): Promise<RecordHistory>;
  /** A group as a file, ordered by title and id, in pieces: memory holds a page of it (SE-13). */
  export(userId: UserId, group: GroupRef, format: FileFormat): Promise<AsyncIterable<string> | undefined>;
  /** Selects the records of a list: a column `record_id` or `reference` in CSV; ids, references or objects with either in JSON lines. */
  import(
    actor: Actor,
    group: GroupRef,
    source: AsyncIterable<string | Uint8Array>,
    options: GroupImportOptions,
  ): Promise<GroupImportReport>;
  /** What can be undone and done again: own operations, also those of other devices and of earlier runs of this process (SE-09). */
  undoState(userId: UserId): Promise<UndoState>;
  memberships(userId: UserId, recordIds: readonly RecordId[]): Promise<MembershipAnswer>;
  /** Waits until everything that the user was acknowledged is in the database (SY-06). */
  flush(userId: UserId): Promise<FlushAnswer>;
  /** Flushes and forgets the user in memory: for sign-out. */
  leave(userId: UserId): Promise<FlushAnswer>;
  /** Durable changes of this user, in order, beginning after `after` (or now). The first event is `reset` when history does not reach back. */
  subscribe(userId: UserId, after: Position | undefined, listener: (event: StreamEvent) => void): Promise<Subscription>;
}

export interface QuarantineRef {
  readonly journalId: JournalId;
  readonly position: Position;
}

/** An operation that the database refused for its content. */
export interface QuarantinedOperation extends QuarantineRef {
  readonly userId: UserId;
  readonly operationId: OperationId;
  readonly kind: string;
  /** How many records it was about, and in which groups. */
  readonly records: number;
  readonly groups: readonly GroupId[];
  readonly sqlState: string;
  readonly message: string;
  readonly at: string;
  readonly acceptedAt: string;
  readonly resolvedAt: string | null;
  readonly resolution: "replayed" | "discarded" | null;
}

/** For operators: what to do with operations that the database refused (JO-08). */
export interface Quarantine {
  /** Oldest first; by default those that nobody has settled yet, at most 500. */
  list(options?: { readonly resolved?: boolean; readonly limit?: number }): Promise<readonly QuarantinedOperation[]>;
  /** Asks for the same changes again, against the groups and records of today. Throws what refuses them; they then stay in quarantine. */
  replay(ref: QuarantineRef): Promise<readonly OperationAnswer[]>;
  /** Gives up on it, for good. The trail says who did and why. */
  discard(actor: Actor, ref: QuarantineRef, reason: string): Promise<void>;
}
