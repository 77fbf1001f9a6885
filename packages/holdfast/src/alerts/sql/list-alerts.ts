// Reads kept alerts, newest first, from after the one that is named.
import type { Queryable } from "../../database/index.js";

const text = `
  select id, kind as event,
    (body::jsonb ->> 'count')::integer as count,
    (body::jsonb ->> 'threshold')::integer as points,
    ((body::jsonb ->> 'windowSeconds')::numeric * 1000)::integer as "windowMs",
    raised_at as "raisedAt", delivery, attempts
  from holdfast.security_alert
  where $1::uuid is null
    or (raised_at, id) < (select named.raised_at, named.id from holdfast.security_alert named where named.id = $1)
  order by raised_at desc, id desc
  limit $2`;

export interface KeptAlert {
  readonly id: string;
  readonly event: string;
  /** In the window, when the alert was raised. */
  readonly count: number;
  /** So many in a window raised it. */
  readonly points: number;
  readonly windowMs: number;
  readonly raisedAt: string;
  /** `none`: there was no webhook to tell. */
  readonly delivery: "none" | "waiting" | "taken" | "given_up";
  /** How often the webhook was tried. */
  readonly attempts: number;
}

export async function listAlerts(
  db: Queryable,
  by: { readonly before: string | null; readonly limit: number },
): Promise<readonly KeptAlert[]> {
  return db.query<KeptAlert>({ name: "list_security_alerts", text, values: [by.before, by.limit] });
}
