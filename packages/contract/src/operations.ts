// What administrators are shown of keys, security and limits, and what they ask of them (UI-06).
import { z } from "zod";
import { timestampSchema, userIdSchema } from "./id.js";

const keyUseSchema = z.object({
  id: z.string(),
  /** New secrets are sealed under it. */
  current: z.boolean(),
  /** Whether this process has it. */
  inKeyring: z.boolean(),
  retiredAt: timestampSchema.nullable(),
  rows: z.int(),
  tables: z.record(z.string(), z.int()),
});

export const keyRotationSchema = z
  .object({
    /** Of the last rotation that this process was asked for. `stopped`: it can be gone on with. */
    state: z.enum(["none", "running", "finished", "stopped", "failed"]),
    startedAt: timestampSchema.nullable(),
    endedAt: timestampSchema.nullable(),
    resealed: z.int(),
    /** Rows under other keys when it began. */
    total: z.int(),
    /** Rows that could not be opened and are as they were. */
    unopened: z.int(),
    problem: z.string().nullable(),
  })
  .meta({ id: "KeyRotation" });
export type KeyRotationState = z.infer<typeof keyRotationSchema>;

export const keyCensusSchema = z
  .object({ currentId: z.string(), keys: z.array(keyUseSchema), outdated: z.int() })
  .meta({ id: "KeyCensus" });

export const keyReportSchema = z.object({ census: keyCensusSchema, rotation: keyRotationSchema }).meta({ id: "KeyReport" });

const windowMs = z.int().describe("Milliseconds.");

export const securityReportSchema = z
  .object({
    /** Each kind of event, since the start of this process. */
    events: z.array(
      z.object({
        event: z.string(),
        total: z.int(),
        /** In the window that runs now. */
        inWindow: z.int(),
        /** So many in a window raise an alert. */
        points: z.int(),
        windowMs,
      }),
    ),
    /** Alerts that this process raised. */
    alertCount: z.int(),
  })
  .meta({ id: "SecurityReport" });

export const alertListSchema = z
  .object({
    /** Newest first, of every process on the database, as long as they are kept. */
    alerts: z.array(
      z.object({
        id: z.uuid(),
        event: z.string(),
        severity: z.enum(["critical", "warning", "notice"]),
        count: z.int(),
        /** So many in a window raised it. */
        points: z.int(),
        windowMs,
        raisedAt: timestampSchema,
        /** Whether the webhook has taken it; `none`: there was none to tell. */
        delivery: z.enum(["none", "waiting", "taken", "given_up"]),
        /** How often the webhook was tried. */
        attempts: z.int(),
      }),
    ),
  })
  .meta({ id: "AlertList" });
export type AlertList = z.infer<typeof alertListSchema>;

export const limitReportSchema = z
  .object({
    /** Per caller and window; empty when nobody is limited. */
    requests: z.array(z.object({ limit: z.string(), points: z.int(), windowMs, refused: z.int() })),
    selections: z.object({ recordsPerGroup: z.int(), groupsPerUser: z.int() }),
  })
  .meta({ id: "LimitReport" });

export const peopleSchema = z
  .object({ people: z.array(z.object({ id: userIdSchema, email: z.string(), role: z.enum(["user", "admin"]) })) })
  .meta({ id: "People" });

const months = z.int().min(1).max(1200).describe("Months.");

export const retentionPolicySchema = z
  .object({ selections: months, tokens: months, sessions: months, accounts: months, administration: months })
  .meta({ id: "RetentionPolicy" });

export const changeRetentionPolicySchema = z
  .object({
    selections: months.optional(),
    tokens: months.optional(),
    sessions: months.optional(),
    accounts: months.optional(),
    administration: months.optional(),
  })
  .strict()
  .meta({ id: "ChangeRetentionPolicy" });
