// Keeps the trail's monthly partitions ahead of the calendar; a background job calls it daily.
import type { Queryable } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import { ensureAuditPartitions } from "./sql/ensure-audit-partitions.js";

const monthsAhead = 3;

/**
 * Makes the partitions of this month and the next three (as holdfast_writer); answers how many were missing. Events of a
 * month without a partition are not lost: they go to the default partition.
 */
export async function ensurePartitions(db: Queryable, clock: Pick<Clock, "now">): Promise<number> {
  const today = new Date(clock.now());
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsAhead, 1));
  return ensureAuditPartitions(db, { first: today.toISOString().slice(0, 10), last: last.toISOString().slice(0, 10) });
}
