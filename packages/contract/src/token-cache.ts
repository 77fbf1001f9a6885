// What administrators are told of tokens in the memory of a running server, and what they ask of it (TK-16, TK-18).
import { z } from "zod";
import { statusSchema } from "./status.js";

const { tokenCache, changeFeed } = statusSchema.shape;

const warmingSchema = z.object({
  state: z.enum(["waiting", "running", "done", "stopped", "failed"]),
  /** Tokens that were put into memory. */
  loaded: z.int(),
  /** Rows that were looked at. */
  read: z.int(),
});

const reconciledSchema = z.object({ checked: z.int(), outdated: z.int(), missing: z.int(), ahead: z.int() });

export const tokenCacheReportSchema = z
  .object({
    tokenCache,
    changeFeed,
    /** Of the start. */
    warming: warmingSchema,
    /** Since the start, in the background and on demand. */
    reconciled: reconciledSchema,
    /** Rows that ended long ago and were removed since the start. */
    swept: z.object({ issued: z.int(), held: z.int() }),
  })
  .meta({ id: "TokenCacheReport" });
export type TokenCacheReport = z.infer<typeof tokenCacheReportSchema>;

export const warmCacheRequestSchema = z
  .object({ most: z.int().min(1).max(1_000_000).optional().describe("Of held and of issued tokens each. Default 10,000.") })
  .strict()
  .meta({ id: "WarmCacheRequest" });

export const warmCacheLineSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("progress"), loaded: z.int(), read: z.int() }),
    z.object({ type: z.literal("report"), warming: warmingSchema }),
  ])
  .meta({ id: "WarmCacheLine" });
export type WarmCacheLine = z.infer<typeof warmCacheLineSchema>;

export const reconcileCacheLineSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("progress"), checked: z.int(), total: z.int() }),
    z.object({ type: z.literal("report"), report: reconciledSchema }),
  ])
  .meta({ id: "ReconcileCacheLine" });
export type ReconcileCacheLine = z.infer<typeof reconcileCacheLineSchema>;
