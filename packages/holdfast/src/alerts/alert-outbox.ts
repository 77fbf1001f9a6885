// Keeps alerts in the database: for whoever looks later, and for the webhook until it has taken them.
import type { Database } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { createRoutine, type Routine } from "../runtime/routine.js";
import { severities } from "./alert-rule.js";
import type { SecurityAlert, SecurityMonitor } from "./security-monitor.js";
import { claimAlerts, type DueAlert } from "./sql/claim-alerts.js";
import { createAlertStore } from "./alert-store.js";
import type { NewAlert } from "./sql/insert-alert.js";
import { type KeptAlert, listAlerts } from "./sql/list-alerts.js";
import { postponeAlert } from "./sql/postpone-alert.js";
import { settleAlert } from "./sql/settle-alert.js";
import { sendToWebhook, type WebhookOptions } from "./webhook.js";

export interface AlertOutboxOptions {
  readonly database: Pick<Database, "asSystem">;
  /** Who is told. Default nobody: alerts are kept all the same. */
  readonly webhook?: WebhookOptions | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two looks at what is due. Default 2,000. */
  readonly every?: number;
}

const perRound = 20;
const lease = 5 * 60_000;
const mostTries = 20;
const waits = { first: 5000, most: 3_600_000 };

export interface AlertPage {
  /** The id of the last alert of the page before. */
  readonly before?: string | undefined;
  /** Default 100. */
  readonly limit?: number | undefined;
}

/** What an application sees of the room. */
export interface Security extends SecurityMonitor {
  /** The alerts that every process on this database raised, newest first; they are kept for 90 days, through restarts. */
  alerts(page?: AlertPage): Promise<readonly KeptAlert[]>;
}

export interface AlertOutbox extends Routine {
  /** Returns at once. An alert that cannot be kept now is kept when the database is back, and is in the log all the same. */
  add(alert: SecurityAlert): void;
  /** One round: keeps what is not kept yet, and sends what is due. Answers how many were tried. */
  send(): Promise<number>;
  /** What every process raised, newest first, those that were just raised here included. */
  list(page?: AlertPage): Promise<readonly KeptAlert[]>;
}

export function createAlertOutbox({ database, webhook, clock, log, every = 2000 }: AlertOutboxOptions): AlertOutbox {
  const store = createAlertStore({ database, log });
  const ending = new AbortController();
  const sendOne = async (to: WebhookOptions, { id, body, kind, attempts }: DueAlert): Promise<void> => {
    const settle = (delivery: "taken" | "given_up"): Promise<void> =>
      database.asSystem((db) => settleAlert(db, { id, delivery }));
    try {
      await sendToWebhook(to, { id, body, timestamp: Math.floor(clock.now() / 1000) }, ending.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (attempts < mostTries) {
        log.warn("An alert was not taken by the webhook and will be sent again.", { alert: id, attempts, reason });
        return database.asSystem((db) =>
          postponeAlert(db, { id, at: clock.timestamp(), wait: backoffDelay(attempts, waits, clock) }),
        );
      }
      log.error("An alert was never taken by the webhook and is given up.", { alert: id, event: kind, attempts, reason });
      return settle("given_up");
    }
    await settle("taken");
  };
  const send = async (): Promise<number> => {
    await store.keep();
    if (webhook === undefined) return 0;
    const due = await database.asSystem((db) => claimAlerts(db, { at: clock.timestamp(), lease, limit: perRound }));
    await Promise.all(due.map((alert) => sendOne(webhook, alert)));
    return due.length;
  };
  const routine = createRoutine({ name: "security alerts", every, clock, log, work: send });
  return {
    add: (alert) => store.add(newAlert(alert, webhook === undefined ? "none" : "waiting")),
    send,
    list: async ({ before = null, limit = 100 } = {}) => {
      await store.keep();
      return database.asSystem((db) => listAlerts(db, { before, limit }));
    },
    start: () => routine.start(),
    stop: async () => {
      ending.abort();
      await routine.stop();
      await store.settled();
    },
  };
}

function newAlert({ id, event, count, rule, raisedAt: at }: SecurityAlert, delivery: NewAlert["delivery"]): NewAlert {
  const body = JSON.stringify({
    type: "security_alert",
    id,
    event,
    severity: severities[event],
    count,
    windowSeconds: rule.windowMs / 1000,
    threshold: rule.points,
    raisedAt: at,
  });
  return { id, kind: event, body, at, delivery };
}
