// The security events that are counted, and from how many on somebody should hear of them (SC-07).

export const securityEvents = [
  /** A sign-in, or a change of the password, with a wrong password. */
  "sign_in_failed",
  /** Something was asked for by an id that is not the caller's, or nobody's: the two cannot be told apart. */
  "foreign_access",
  /** Bulk operations beyond the limit. */
  "bulk_burst",
  /** A session or link that is over, or never was. */
  "dead_token",
  /** A stored secret that could not be opened. */
  "unseal_failed",
  /** The audit trail does not fit its seals. */
  "audit_break",
] as const;
export type SecurityEvent = (typeof securityEvents)[number];

/** `critical`: data or keys may be harmed. `warning`: somebody tries. `notice`: somebody is busier than usual. */
export type AlertSeverity = "critical" | "warning" | "notice";

export const severities: Readonly<Record<SecurityEvent, AlertSeverity>> = {
  sign_in_failed: "warning",
  foreign_access: "warning",
  bulk_burst: "notice",
  dead_token: "warning",
  unseal_failed: "critical",
  audit_break: "critical",
};

/** Of an event that a newer process raised: a warning. */
export const severityOf = (event: string): AlertSeverity => severities[event as SecurityEvent] ?? "warning";

export interface AlertRule {
  /** How many in a window raise an alert. */
  readonly points: number;
  readonly windowMs: number;
}

export type AlertRules = Readonly<Record<SecurityEvent, AlertRule>>;

const minute = 60_000;

export const defaultAlertRules: AlertRules = {
  sign_in_failed: { points: 100, windowMs: 5 * minute },
  foreign_access: { points: 100, windowMs: 5 * minute },
  bulk_burst: { points: 20, windowMs: 5 * minute },
  dead_token: { points: 500, windowMs: 5 * minute },
  unseal_failed: { points: 1, windowMs: 60 * minute },
  audit_break: { points: 1, windowMs: 60 * minute },
};
