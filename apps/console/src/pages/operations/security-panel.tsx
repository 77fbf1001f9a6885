// Security events beside the rules over them, the alerts that they raised, and the limits that callers are held to (SC-07, LI-01).
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { limitsQuery, securityQuery } from "../../data/operations.js";
import { durationText, eventWords, limitWords } from "../../data/operations-words.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import { AlertList } from "./alert-list.js";
import { Block } from "./panel.js";

function Events(): ReactNode {
  const { data, error, refetch } = useQuery(securityQuery);
  if (data === undefined)
    return error === null ? (
      <Block title="Security events">
        <span className="bar" data-width="1" />
      </Block>
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  return (
    <Block
      title="Security events"
      note="Counted by this process since its start. A full window raises an alert."
      action={
        <Link to="/activity" search={{ who: "everybody", what: "sign_in_refused" }} className="button button-plain">
          <Icon name="activity" />
          Refused sign-ins
        </Link>
      }
    >
      <div className="table-scroll">
        <table className="data-table security-events">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">In this window</th>
              <th scope="col">Since the start</th>
            </tr>
          </thead>
          <tbody>
            {data.events.map(({ event, total, inWindow, points, windowMs }) => (
              <tr key={event}>
                <th scope="row">{eventWords(event)}</th>
                <td>
                  <span className="meter-cell">
                    <meter
                      min={0}
                      max={points}
                      low={points / 2}
                      high={points * 0.9}
                      optimum={0}
                      value={Math.min(inWindow, points)}
                      aria-label={`${eventWords(event)}, in this window`}
                    />
                    <span>
                      {countText(inWindow)} of {countText(points)} in {durationText(windowMs)}
                    </span>
                  </span>
                </td>
                <td>{countText(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

function Limits(): ReactNode {
  const { data, error, refetch } = useQuery(limitsQuery);
  if (data === undefined)
    return error === null ? (
      <Block title="Limits">
        <span className="bar" data-width="1" />
      </Block>
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  const { requests, selections } = data;
  return (
    <Block
      title="Limits"
      note={`A group holds at the most ${countText(selections.recordsPerGroup)} records, a person has at the most ${countText(selections.groupsPerUser)} groups.`}
    >
      {requests.length === 0 ? (
        <p>Callers are not limited: this server was started so.</p>
      ) : (
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">For each caller</th>
                <th scope="col">Allowed</th>
                <th scope="col">Refused since the start</th>
              </tr>
            </thead>
            <tbody>
              {requests.map(({ limit, points, windowMs, refused }) => (
                <tr key={limit}>
                  <th scope="row">{limitWords(limit)}</th>
                  <td>
                    {countText(points)} in {durationText(windowMs)}
                  </td>
                  <td>{countText(refused)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Block>
  );
}

export function SecurityPanel(): ReactNode {
  return (
    <>
      <AlertList />
      <Events />
      <Limits />
    </>
  );
}
