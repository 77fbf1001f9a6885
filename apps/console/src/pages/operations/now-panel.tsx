// The process as it is now: whether it is ready, live charts of the last five minutes, and every figure behind them.
import type { Status } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { statusQuery } from "../../data/operations.js";
import { Button } from "../../parts/button.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import { LiveCharts } from "./live-charts.js";
import { StatusFigures } from "./status-figures.js";

interface Sign {
  readonly name: string;
  readonly isGood: boolean;
  readonly text: string;
}

function signsOf({ database, journal, changeFeed, audit, drain }: Status): readonly Sign[] {
  return [
    { name: "Database", isGood: database.reachable, text: database.reachable ? "Reachable" : "Not reachable" },
    { name: "Journal", isGood: journal.usable, text: journal.usable ? "Durable" : "Cannot be written" },
    {
      name: "Conservation",
      isGood: drain.conservation.holds,
      text: drain.conservation.holds ? "Every operation accounted for" : "Operations are missing",
    },
    {
      name: "Change feed",
      isGood: changeFeed.connected,
      text: changeFeed.connected ? "Connected" : "Cut: memory is not believed",
    },
    { name: "Trail", isGood: audit.problem === null, text: audit.problem ?? "Sealed as it grows" },
  ];
}

function Health({ status, isSilent }: { readonly status: Status; readonly isSilent: boolean }): ReactNode {
  const isGood = status.ready && !isSilent;
  return (
    <section className="card health" aria-labelledby="health-title" data-tone={isGood ? undefined : "bad"}>
      <span className="monogram" data-tone={isGood ? "good" : "bad"}>
        <Icon name={isGood ? "check" : "warning"} size={22} />
      </span>
      <div className="health-main">
        <h2 id="health-title">{isSilent ? "The server does not answer" : status.ready ? "Ready" : "Not ready"}</h2>
        {isSilent && <p className="muted">What is shown is from before. It is asked again every two seconds.</p>}
        {status.reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      <ul className="signs" aria-label="Parts">
        {signsOf(status).map(({ name, isGood: isFine, text }) => (
          <li key={name} data-tone={isFine ? "good" : "bad"}>
            <span className="sign-name">{name}</span>
            <span className="sign-text">
              <Icon name={isFine ? "check" : "warning"} size={14} />
              {text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function NowPanel(): ReactNode {
  const [isPaused, setPaused] = useState(false);
  const { data: samples, error, refetch } = useQuery(statusQuery(isPaused));
  const status = samples?.at(-1)?.status;
  if (samples === undefined || status === undefined)
    return error === null ? (
      <div className="card card-bone" aria-busy="true">
        <span className="bar" data-width="1" />
        <span className="bar" data-width="3" />
      </div>
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      <Health status={status} isSilent={error !== null} />
      <div className="live-head">
        <h2>The last five minutes</h2>
        <Button look="quiet" icon={isPaused ? "play" : "stop"} onClick={() => setPaused(!isPaused)}>
          {isPaused ? "Go on" : "Hold still"}
        </Button>
      </div>
      <LiveCharts samples={samples} />
      <StatusFigures status={status} />
    </>
  );
}
