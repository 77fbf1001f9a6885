// A page of one user's trail, newest first.
import type { AuditAction, GroupId, OperationId, Position, RecordId, TokenId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  select
    id, at, actor_id as "actorId", user_id as "userId", action, group_id as "groupId", group_version as "groupVersion",
    record_id as "recordId", token_id as "tokenId", operation_id as "operationId", position, session_id as "sessionId",
    host(address) as address, user_agent as "userAgent", metadata
  from holdfast.audit_trail
  where user_id = $1
    and ($2::text[] is null or action = any($2))
    and ($3::uuid is null or group_id = $3)
    and ($4::uuid is null or record_id = $4)
    and ($5::timestamptz is null or at >= $5)
    and ($6::timestamptz is null or at < $6)
    and ($7::timestamptz is null or (at, id) < ($7, $8::bigint))
  order by at desc, id desc
  limit $9`;

export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly actorId: UserId | null;
  readonly userId: UserId | null;
  readonly action: AuditAction;
  readonly groupId: GroupId | null;
  readonly groupVersion: Version | null;
  readonly recordId: RecordId | null;
  readonly tokenId: TokenId | null;
  readonly operationId: OperationId | null;
  readonly position: Position | null;
  readonly sessionId: TokenId | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly metadata: Record<string, unknown> | null;
}

export interface AuditPageQuery {
  readonly userId: UserId;
  readonly action: readonly AuditAction[] | undefined;
  readonly groupId: GroupId | undefined;
  readonly recordId: RecordId | undefined;
  /** Inclusive. */
  readonly from: string | undefined;
  /** Exclusive. */
  readonly to: string | undefined;
  readonly before: { readonly at: string; readonly id: number } | undefined;
  readonly limit: number;
}

export async function pageAuditEvents(db: Queryable, query: AuditPageQuery): Promise<readonly AuditRow[]> {
  const { userId, action, groupId, recordId, from, to, before, limit } = query;
  const values = [userId, action, groupId, recordId, from, to, before?.at, before?.id, limit];
  return db.query<AuditRow>({ name: "page_audit_events", text, values: values.map((value) => value ?? null) });
}
