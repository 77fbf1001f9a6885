// Security alerts as the database keeps them, of every process and through restarts: what happened, how grave it is, what to do, who was told (SC-07).
import type { AlertList as Alerts } from "@holdfast/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { alertsQuery } from "../../data/operations.js";
import { adviceWords, deliveryWords, durationText, eventWords } from "../../data/operations-words.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import { TimeText } from "../../parts/time-text.js";
import { Block } from "./panel.js";

type Alert = Alerts["alerts"][number];

const severities = {
  critical: { tone: "bad", word: "Critical", icon: "warning" },
  warning: { tone: "warn", word: "Warning", icon: "bell" },
  notice: { tone: undefined, word: "Notice", icon: "bell" },
} as const;

function AlertItem({ alert, now }: { readonly alert: Alert; readonly now: number }): ReactNode {
  const { event, severity, count, windowMs, raisedAt, delivery, attempts } = alert;
  const { tone, word, icon } = severities[severity];
  const advice = adviceWords(event);
  return (
    <li className="alert-item" data-tone={tone}>
      <span className="alert-sign">
        <Icon name={icon} size={18} />
      </span>
      <div className="alert-main">
        <h3>
          {eventWords(event)}{" "}
          <span className="pill" data-tone={tone}>
            {word}
          </span>
        </h3>
        {advice !== undefined && <p>{advice}</p>}
        <p className="muted">
          {countText(count)} within {durationText(windowMs)} · <TimeText past at={raisedAt} now={now} /> ·{" "}
          {deliveryWords[delivery]}
          {delivery !== "taken" && attempts > 0 && `, tried ${countText(attempts)} ${attempts === 1 ? "time" : "times"}`}
        </p>
      </div>
    </li>
  );
}

function noteOf(alerts: readonly Alert[] | undefined, isMore: boolean): string {
  if (alerts === undefined) return "Kept for 90 days.";
  if (alerts.length === 0) return "None in the last 90 days, of any process on this database.";
  return `${countText(alerts.length)}${isMore ? " and more" : ""} of every process on this database, newest first. Kept for 90 days.`;
}

export function AlertList(): ReactNode {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(alertsQuery);
  const now = useNow();
  const alerts = data?.pages.flatMap((page) => page.alerts);
  return (
    <Block title="Alerts" note={noteOf(alerts, hasNextPage)}>
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      {alerts === undefined && error === null && <span className="bar" data-width="1" />}
      {alerts !== undefined && alerts.length > 0 && (
        <ul className="alerts" aria-label="Alerts">
          {alerts.map((alert) => (
            <AlertItem key={alert.id} alert={alert} now={now} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier alerts
        </Button>
      )}
    </Block>
  );
}
