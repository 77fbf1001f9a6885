// A page of what happened, newest first: the rows of one operation in one group are one entry, however many records it had.
import type { AuditAction, GroupId, OperationId, Position, RecordId, TokenId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { TrailPlace } from "../audit-cursor.js";
import type { ReportQuery } from "./report-audit-events.js";

// Planned anew each time: which index helps depends on which questions are asked.
const unnamed = "";

// All rows of an operation have its time, so the index that gives the rows by time gives whole entries one after the other.
const text = `
  select
    at, max(id) as id, min(id) as "firstId", actor_id as "actorId", user_id as "userId", action, group_id as "groupId",
    group_version as "groupVersion", token_id as "tokenId", operation_id as "operationId", position,
    session_id as "sessionId", host(address) as address, user_agent as "userAgent",
    (array_agg(coalesce(metadata, '{}') - array['change', 'kept'] order by id))[1] as metadata,
    case when count(record_id) = 1 then (array_agg(record_id) filter (where record_id is not null))[1] end as "recordId",
    count(*) as rows,
    count(record_id) filter (where metadata ->> 'change' = 'added' or action in ('select', 'bulk_select')) as added,
    coalesce(
      max((metadata ->> 'removed')::integer) filter (where metadata ->> 'removed' ~ '^[0-9]{1,9}$'),
      count(record_id) filter (where metadata ->> 'change' = 'removed' or action in ('deselect', 'bulk_deselect'))
    ) as removed,
    count(record_id) filter (where metadata ->> 'change' = 'annotated') as annotated
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
    and ($11::timestamptz is null or at <= $11)
  group by at, actor_id, user_id, action, group_id, group_version, token_id, operation_id, position, session_id, address, user_agent
  having $11::timestamptz is null or (at, min(id)) < ($11, $12::bigint)
  order by at desc, min(id) desc
  limit $13`;

export interface TimelineRow {
  readonly at: string;
  readonly id: number;
  readonly firstId: number;
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
  readonly metadata: Record<string, unknown>;
  readonly rows: number;
  readonly added: number;
  readonly removed: number;
  readonly annotated: number;
}

export async function pageAuditTimeline(
  db: Queryable,
  query: ReportQuery & { readonly before: TrailPlace | undefined; readonly limit: number },
): Promise<readonly TimelineRow[]> {
  const { userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId, before, limit } = query;
  const filters = [userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId];
  const values = [...filters, before?.at, before?.id, limit].map((value) => value ?? null);
  return db.query<TimelineRow>({ name: unnamed, text, values });
}
