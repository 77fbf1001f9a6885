// Keeps alerts in the database until the webhook has taken them: a receiver that is away misses none.
import type { Database } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { createRoutine, type Routine } from "../runtime/routine.js";
import type { SecurityAlert } from "./security-monitor.js";
import { claimAlerts, type DueAlert } from "./sql/claim-alerts.js";
import { deleteAlert } from "./sql/delete-alert.js";
import { insertAlert } from "./sql/insert-alert.js";
import { postponeAlert } from "./sql/postpone-alert.js";
import { sendToWebhook, type WebhookOptions } from "./webhook.js";

export interface AlertOutboxOptions {
  readonly database: Pick<Database, "asSystem">;
  readonly webhook: WebhookOptions;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two looks at what is due. Default 2,000. */
  readonly every?: number;
}

const perRound = 20;
const lease = 5 * 60_000;
const mostTries = 20;
const waits = { first: 5000, most: 3_600_000 };

export interface AlertOutbox extends Routine {
  /** Returns at once. An alert that cannot be kept is in the log all the same. */
  add(alert: SecurityAlert): void;
  /** One round: sends what is due. Answers how many were tried. */
  send(): Promise<number>;
}

export function createAlertOutbox({ database, webhook, clock, log, every = 2000 }: AlertOutboxOptions): AlertOutbox {
  const adding = new Set<Promise<void>>();
  const ending = new AbortController();
  const sendOne = async (alert: DueAlert): Promise<void> => {
    const { id, body, kind, attempts } = alert;
    try {
      await sendToWebhook(webhook, { id, body, timestamp: Math.floor(clock.now() / 1000) }, ending.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (attempts < mostTries) {
        log.warn("An alert was not taken by the webhook and will be sent again.", { alert: id, attempts, reason });
        return database.asSystem((db) =>
          postponeAlert(db, { id, at: clock.timestamp(), wait: backoffDelay(attempts, waits, clock) }),
        );
      }
      log.error("An alert was never taken by the webhook and is given up.", { alert: id, event: kind, attempts, reason });
    }
    await database.asSystem((db) => deleteAlert(db, { id }));
  };
  const send = async (): Promise<number> => {
    await Promise.all(adding);
    const due = await database.asSystem((db) => claimAlerts(db, { at: clock.timestamp(), lease, limit: perRound }));
    await Promise.all(due.map(sendOne));
    return due.length;
  };
  const routine = createRoutine({ name: "security alerts", every, clock, log, work: send });
  return {
    add: (alert) => {
      const { id, event, count, rule, raisedAt: at } = alert;
      const body = JSON.stringify({
        type: "security_alert",
        id,
        event,
        count,
        windowSeconds: rule.windowMs / 1000,
        threshold: rule.points,
        raisedAt: at,
      });
      const work = database
        .asSystem((db) => insertAlert(db, { id, kind: event, body, at }))
        .catch((error: unknown) => log.error("An alert could not be kept for the webhook.", { alert: id, reason: String(error) }))
        .finally(() => adding.delete(work));
      adding.add(work);
    },
    send,
    start: () => routine.start(),
    stop: async () => {
      ending.abort();
      await routine.stop();
      await Promise.all(adding);
    },
  };
}
