// The devices that are signed in: this one marked, one or all others ended (UI-05).
import type { Session } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { deviceName, isPhone } from "../../data/device-name.js";
import { queryClient } from "../../data/session.js";
import { sessionsQuery } from "../../data/sessions.js";
import { useNow } from "../../data/use-now.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { ConfirmDialog } from "../../parts/dialog.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Icon } from "../../parts/icon.js";
import { PageHead } from "../../parts/page-head.js";
import { TimeText } from "../../parts/time-text.js";
import { useKeptFocus } from "../../parts/use-kept-focus.js";
import "./sessions.css";

/** This device first, then the one used last. */
export function inOrderOfUse(sessions: readonly Session[]): readonly Session[] {
  return [...sessions].sort((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt));
}

function SessionRow({
  session,
  now,
  onEnd,
}: {
  readonly session: Session;
  readonly now: number;
  readonly onEnd: () => void;
}): ReactNode {
  const device = deviceName(session.userAgent);
  return (
    <li className="card session" data-current={session.current || undefined}>
      <span className="monogram">
        <Icon name={isPhone(session.userAgent) ? "phone" : "sessions"} size={20} />
      </span>
      <div className="session-main">
        <h2 title={session.userAgent ?? undefined}>
          {device}
          {session.current && (
            <span className="pill" data-tone="good">
              This device
            </span>
          )}
        </h2>
        <p className="muted">
          {session.address !== null && <span className="mono">{session.address}</span>}
          {session.address !== null && " · "}
          {session.current ? (
            "active now"
          ) : (
            <>
              last used <TimeText past at={session.lastUsedAt} now={now} />
            </>
          )}
          {" · signed in "}
          <TimeText past at={session.createdAt} now={now} />
        </p>
      </div>
      {!session.current && (
        <Button onClick={onEnd} aria-label={`End session on ${device}`}>
          End session
        </Button>
      )}
    </li>
  );
}

export function SessionsPage(): ReactNode {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const [asking, setAsking] = useState(false);
  const { notify } = useSpeaker();
  const now = useNow();
  const [list, keepFocus] = useKeptFocus<HTMLUListElement>();
  const others = data?.sessions.filter(({ current }) => !current).length ?? 0;

  const carryOut = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await work();
      notify({ tone: "good", text: done });
    } catch {
      notify({
        tone: "bad",
        text: "The session could not be ended.",
        detail: "The server did not answer as it should. Try again.",
      });
    }
    setAsking(false);
    await queryClient.invalidateQueries({ queryKey: ["sessions"] });
    keepFocus();
  };
  const end = (session: Session): void =>
    void carryOut(
      () => api.call("revokeSession", { params: { id: session.id } }),
      `${deviceName(session.userAgent)} is signed out.`,
    );
  const endOthers = (): void => void carryOut(() => api.call("revokeOtherSessions", {}), "All other devices are signed out.");

  return (
    <div className="page">
      <PageHead
        title="Sessions"
        action={others > 0 ? <Button onClick={() => setAsking(true)}>End all others</Button> : undefined}
      >
        The devices that are signed in to your account.
      </PageHead>
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      <ul ref={list} tabIndex={-1} className="cards" aria-label="Sessions" aria-busy={data === undefined}>
        {data === undefined && error === null && (
          <li className="card card-bone">
            <span className="bar" data-width="1" />
            <span className="bar" data-width="3" />
          </li>
        )}
        {inOrderOfUse(data?.sessions ?? []).map((session) => (
          <SessionRow key={session.id} session={session} now={now} onEnd={() => end(session)} />
        ))}
      </ul>
      {data !== undefined && others === 0 && <p className="page-note muted">You are signed in on this device only.</p>}
      {asking && (
        <ConfirmDialog
          title="End all other sessions?"
          action={`End ${others} ${others === 1 ? "session" : "sessions"}`}
          onClose={() => setAsking(false)}
          onConfirm={endOthers}
        >
          <p>Every other device is signed out at once. This one stays signed in.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
