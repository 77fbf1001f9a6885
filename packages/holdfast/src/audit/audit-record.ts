// What one row of the audit trail says, and how many rows of one operation are handed over without repeating themselves.
import type {
  Actor,
  AuditAction,
  GroupId,
  JournalId,
  OperationId,
  Position,
  RecordId,
  TenantId,
  TokenId,
  UserId,
  Version,
} from "@holdfast/contract";
import type { WrittenText } from "./audit-text.js";

/** What all rows of one operation have in common. Absent and null mean the same. */
export interface AuditOperation {
  /** ISO 8601 with microseconds and zone. */
  readonly at: string;
  readonly actorId: UserId | null;
  /** Whose state was changed. */
  readonly userId: UserId | null;
  readonly tenantId?: TenantId | null | undefined;
  readonly action: AuditAction;
  readonly groupId?: GroupId | null | undefined;
  readonly groupVersion?: Version | null | undefined;
  readonly tokenId?: TokenId | null | undefined;
  readonly operationId?: OperationId | null | undefined;
  readonly journalId?: JournalId | null | undefined;
  readonly position?: Position | null | undefined;
  /** From where it was asked for: the id of an `AuditContext`. */
  readonly contextId?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** What a person wrote, such as the name of a group: read as part of the metadata, kept beside the trail so that it can be erased. */
  readonly text?: WrittenText | undefined;
}

/** One row of the trail. */
export interface AuditRecord extends AuditOperation {
  /** Null for an action on a whole group or on no record at all. */
  readonly recordId?: RecordId | null | undefined;
}

/**
 * Rows by column: `records[i]` was changed by `operations[operationIndex[i]]`. An operation that no index names gives one
 * row without a record.
 */
export interface AuditBatch {
  readonly operations: readonly AuditOperation[];
  readonly records: readonly RecordId[];
  readonly operationIndex: readonly number[];
}

/** An event beside a change of tokens or accounts. */
export interface AuditNote {
  readonly action: AuditAction;
  /** Whose state was changed, when that is not the actor. */
  readonly userId?: UserId | null | undefined;
  readonly tokenId?: TokenId | undefined;
  readonly recordId?: RecordId | undefined;
  /** Never a secret, never an address, never a person's words: the trail cannot be erased. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** What a person wrote, or names them: read as part of the metadata, and erased with them. */
  readonly text?: WrittenText | undefined;
}

/** Who did it and from where; `userId` null when nobody is signed in. */
export type AuditActor = Omit<Actor, "userId"> & { readonly userId: UserId | null };
