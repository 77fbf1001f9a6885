// Counts security events and raises an alert when a rule says so: to the log at once, to whoever takes alerts besides.
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import {
  type AlertRule,
  type AlertRules,
  defaultAlertRules,
  type SecurityEvent,
  securityEvents,
  severities,
} from "./alert-rule.js";

export interface SecurityAlert {
  readonly id: string;
  readonly event: SecurityEvent;
  /** In the window, when the alert was raised. */
  readonly count: number;
  readonly rule: AlertRule;
  readonly raisedAt: string;
}

export interface SecurityStatus {
  /** Since the start of this process. */
  readonly events: Readonly<Record<SecurityEvent, number>>;
  readonly alerts: number;
  /** What each kind's window holds by now, and the rule over it. */
  readonly windows: Readonly<Record<SecurityEvent, { readonly count: number; readonly rule: AlertRule }>>;
}

export interface SecurityMonitor {
  /** Notes one event. Returns at once and never throws. */
  note(event: SecurityEvent): void;
  status(): SecurityStatus;
}

export interface SecurityMonitorOptions {
  readonly rules?: Partial<AlertRules> | undefined;
  readonly clock: Pick<Clock, "monotonic" | "timestamp" | "uuid">;
  readonly log: Log;
  readonly onAlert?: ((alert: SecurityAlert) => void) | undefined;
}

interface Window {
  total: number;
  count: number;
  endsAt: number;
}

/** One alert at the most for each rule and window; each process counts its own. */
export function createSecurityMonitor({ rules, clock, log, onAlert }: SecurityMonitorOptions): SecurityMonitor {
  const complete: AlertRules = { ...defaultAlertRules, ...rules };
  const windows = new Map<SecurityEvent, Window>(securityEvents.map((event) => [event, { total: 0, count: 0, endsAt: 0 }]));
  let alerts = 0;
  const raise = (event: SecurityEvent, count: number, rule: AlertRule): void => {
    alerts += 1;
    const alert = { id: clock.uuid(), event, count, rule, raisedAt: clock.timestamp() };
    log.warn("Security alert.", {
      alert: alert.id,
      event,
      severity: severities[event],
      count,
      windowSeconds: rule.windowMs / 1000,
    });
    onAlert?.(alert);
  };
  const windowsNow = (): SecurityStatus["windows"] => {
    const now = clock.monotonic();
    const counts = [...windows].map(([event, { count, endsAt }]) => {
      return [event, { count: now < endsAt ? count : 0, rule: complete[event] }] as const;
    });
    return Object.fromEntries(counts) as SecurityStatus["windows"];
  };
  return {
    note: (event) => {
      const window = windows.get(event);
      if (window === undefined) return;
      const rule = complete[event];
      const now = clock.monotonic();
      if (now >= window.endsAt) {
        window.count = 0;
        window.endsAt = now + rule.windowMs;
      }
      window.total += 1;
      window.count += 1;
      if (window.count === rule.points) raise(event, window.count, rule);
    },
    status: () => ({
      events: Object.fromEntries([...windows].map(([event, { total }]) => [event, total])) as SecurityStatus["events"],
      alerts,
      windows: windowsNow(),
    }),
  };
}
