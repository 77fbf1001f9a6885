// How many events there were over time, by the same questions as a report.
import type { AuditAction } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { ReportQuery } from "./report-audit-events.js";

// Planned anew each time: which index helps depends on which questions are asked.
const unnamed = "";

// The inner groups are the entries of the timeline.
const text = `
  select "from", case when $12 then action end as action, sum(rows)::bigint as count, count(*) as entries
  from (
    select date_trunc($11, at, 'UTC') as "from", action, count(*) as rows
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
    group by at, actor_id, user_id, action, group_id, group_version, token_id, operation_id, position, session_id
  ) entry
  group by 1, 2
  order by 1, 2
  limit $13`;

export type CountUnit = "hour" | "day" | "week" | "month";

export interface AuditCount {
  /** Where the hour, day, week (Monday) or month begins, in UTC. */
  readonly from: string;
  /** Null when the counts are not split. */
  readonly action: AuditAction | null;
  /** Rows of the trail. */
  readonly count: number;
  /** The rows of one operation in one group are one entry, as in the timeline. */
  readonly entries: number;
}

export async function countAuditEvents(
  db: Queryable,
  query: ReportQuery & { readonly by: CountUnit; readonly split: boolean; readonly limit: number },
): Promise<readonly AuditCount[]> {
  const { userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId, by, split, limit } = query;
  const filters = [userId, actorId, action, groupId, recordId, operationId, from, to, address, sessionId].map(
    (value) => value ?? null,
  );
  return db.query<AuditCount>({ name: unnamed, text, values: [...filters, by, split, limit] });
}
