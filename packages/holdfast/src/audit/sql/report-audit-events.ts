// A page of the trail by everything that can be asked of it, newest first. Under row-level security it is the reader's own trail.
import type { AuditAction, GroupId, OperationId, Position, RecordId, TokenId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { TrailPlace } from "../audit-cursor.js";

// Planned anew each time: which index helps depends on which questions are asked.
const unnamed = "";

const text = `
  select
    id, at, actor_id as "actorId", user_id as "userId", action, group_id as "groupId", group_version as "groupVersion",
    record_id as "recordId", token_id as "tokenId", operation_id as "operationId", position, session_id as "sessionId",
    host(address) as address, user_agent as "userAgent", metadata
  from holdfast.audit_trail
  where ($1::uuid is null or user_id = $1)
    and ($2::uuid is null or actor_id = $2)
    and ($3::text[] is null or action = any($3))
    and ($4::uuid is null or group_id = $4)
    and ($5::uuid is null or record_id = $5)
    and ($6::uuid is null or operation_id = $6)
    and ($7::timestamptz is null or at >= $7)
    and ($8::timestamptz is null or at < $8)
    and ($9::inet is null or address <<= $9)
    and ($10::uuid is null or session_id = $10)
    and ($11::timestamptz is null or (at, id) < ($11, $12::bigint))
  order by at desc, id desc
  limit $13`;

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

export interface ReportQuery {
  readonly userId?: UserId | undefined;
  readonly actorId?: UserId | undefined;
  readonly action?: readonly AuditAction[] | undefined;
  readonly groupId?: GroupId | undefined;
  readonly recordId?: RecordId | undefined;
  readonly operationId?: OperationId | undefined;
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
  /** An address, or a network in CIDR notation. */
  readonly address?: string | undefined;
  readonly sessionId?: TokenId | undefined;
}

export async function reportAuditEvents(
  db: Queryable,
  query: ReportQuery & { readonly before: TrailPlace | undefined; readonly limit: number },
): Promise<readonly AuditRow[]> {
  const { userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId, before, limit } = query;
  const filters = [userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId];
  const values = [...filters, before?.at, before?.id, limit].map((value) => value ?? null);
  return db.query<AuditRow>({ name: unnamed, text, values });
}
