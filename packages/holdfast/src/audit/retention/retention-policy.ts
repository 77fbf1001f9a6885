// How long the trail is kept, by class of action (AU-05).
import { HoldfastError } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { AuditActor } from "../audit-record.js";
import { AuditRecorder } from "../audit-recorder.js";
import { readAuditRetention } from "../sql/read-audit-retention.js";
import { setAuditRetention } from "../sql/set-audit-retention.js";

const auditClasses = ["selections", "tokens", "sessions", "accounts", "administration"] as const;
export type AuditClass = (typeof auditClasses)[number];

/** Months that rows of each class are kept, 1 to 1,200. */
export type RetentionPolicy = Readonly<Record<AuditClass, number>>;

interface PolicyMeans {
  readonly database: Pick<Database, "asSystem">;
  readonly clock: Clock;
}

export async function readRetentionPolicy({ database }: Pick<PolicyMeans, "database">): Promise<RetentionPolicy> {
  const rows = await database.asSystem(readAuditRetention);
  const months = new Map(rows.map((row) => [row.class, row.keepMonths]));
  const of = (name: AuditClass): number => months.get(name) ?? 1200;
  return {
    selections: of("selections"),
    tokens: of("tokens"),
    sessions: of("sessions"),
    accounts: of("accounts"),
    administration: of("administration"),
  };
}

/** Changes what is named and says so in the trail. Throws invalid_request. */
export async function changeRetentionPolicy(
  { database, clock }: PolicyMeans,
  actor: AuditActor,
  change: Partial<RetentionPolicy>,
): Promise<RetentionPolicy> {
  const rules = auditClasses.flatMap((name) => (change[name] === undefined ? [] : [{ class: name, keepMonths: change[name] }]));
  for (const { class: name, keepMonths } of rules) {
    if (!Number.isInteger(keepMonths) || keepMonths < 1 || keepMonths > 1200) {
      throw new HoldfastError("invalid_request", {
        what: `${name} cannot be kept for ${keepMonths} months.`,
        action: "Give a whole number of months from 1 to 1,200.",
        fields: [{ path: name, problem: "not a whole number from 1 to 1200" }],
      });
    }
  }
  const recorder = new AuditRecorder(clock);
  await database.asSystem(async (db) => {
    for (const rule of rules) {
      if (!(await setAuditRetention(db, rule))) continue;
      await recorder.record(db, actor, {
        action: "audit_retention_changed",
        userId: null,
        metadata: { class: rule.class, keepMonths: rule.keepMonths },
      });
    }
  });
  return readRetentionPolicy({ database });
}
