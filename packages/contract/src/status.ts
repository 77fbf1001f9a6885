// How a running process is: what health checks read, and what administrators are shown (UI-06).
import { z } from "zod";
import { positionSchema, timestampSchema } from "./id.js";

export const statusSchema = z
  .object({
    ready: z.boolean(),
    /** Why not, one sentence each. */
    reasons: z.array(z.string()),
    database: z.object({ reachable: z.boolean(), connections: z.int(), waiting: z.int() }),
    journal: z.object({
      lastPosition: positionSchema,
      durablePosition: positionSchema,
      appliedPosition: positionSchema,
      bytes: z.int(),
      segments: z.int(),
      usable: z.boolean(),
      cutBytes: z.int(),
    }),
    drain: z.object({
      pending: z.int(),
      applied: z.int(),
      quarantined: z.int(),
      /** Acknowledged = applied + pending + quarantined (SY-09). */
      conservation: z.object({
        acknowledged: z.int(),
        applied: z.int(),
        pending: z.int(),
        quarantined: z.int(),
        holds: z.boolean(),
      }),
      /** Operations that an earlier process had left in the journal. */
      recovered: z.int(),
      rewinds: z.int(),
      batches: z.int(),
      failures: z.int(),
      /** Milliseconds from accepted to applied, of the last batch; and of the oldest operation that waits. */
      lastLagMs: z.number(),
      oldestPendingMs: z.number(),
      /** Milliseconds that the transaction of the last batch took. */
      lastBatchMs: z.number(),
      /** By lane: up to where it is in the database, and what waits. */
      lanes: z.array(z.object({ lane: z.int(), position: positionSchema, pending: z.int(), oldestPendingMs: z.number() })),
    }),
    views: z.object({ users: z.int(), folded: z.int(), dirty: z.int(), bytes: z.int(), loads: z.int(), evictions: z.int() }),
    tokenCache: z.object({
      entries: z.int(),
      bytes: z.int(),
      hits: z.int(),
      misses: z.int(),
      negativeHits: z.int(),
      distrusted: z.int(),
      /** Held tokens whose secrets could not be opened. */
      unopened: z.int(),
    }),
    /** What this process hears of the changes of others (TK-13). */
    changeFeed: z.object({
      connected: z.boolean(),
      /** Null before the first heartbeat. */
      ageMs: z.number().nullable(),
      deltaMs: z.number(),
      beats: z.int(),
      changes: z.int(),
      reconnects: z.int(),
    }),
    /** What the job that shortens the audit trail did in this process (AU-05). */
    auditRetention: z.object({
      enabled: z.boolean(),
      lastRun: z.object({ ranAt: timestampSchema, removedRows: z.int(), problem: z.string().nullable() }).nullable(),
      /** Months that were over and stayed: under a legal hold, or not sealed yet. */
      waitingMonths: z.int(),
    }),
    /** What is done to tokens in the background (TK-16, TK-18, TK-28). */
    tokenUpkeep: z.object({
      warming: z.object({
        state: z.enum(["waiting", "running", "done", "stopped", "failed"]),
        loaded: z.int(),
        read: z.int(),
      }),
      reconciled: z.object({ checked: z.int(), outdated: z.int(), missing: z.int(), ahead: z.int() }),
      swept: z.object({ issued: z.int(), held: z.int() }),
    }),
    /** How far the trail is sealed (AU-04). */
    audit: z.object({
      seq: z.int(),
      rows: z.int(),
      lastSealedAt: timestampSchema.nullable(),
      failures: z.int(),
      behindMs: z.number(),
      problem: z.string().nullable(),
    }),
  })
  .meta({ id: "Status" });
export type Status = z.infer<typeof statusSchema>;
