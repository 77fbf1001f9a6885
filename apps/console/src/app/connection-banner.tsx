// Says when the page is not in touch with the server, what waits, and offers to try at once (UI-02).
import { useEffect, useState, type ReactNode } from "react";
import { useOperationQueue, useStreamState } from "@holdfast/react";
import { changeWords } from "../data/change-words.js";
import { useCurrentGroup } from "../data/groups.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";

const shownChanges = 6;

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    addEventListener("online", update);
    addEventListener("offline", update);
    return () => {
      removeEventListener("online", update);
      removeEventListener("offline", update);
    };
  }, []);
  return online;
}

/** True only when the condition has lasted: a short hiccup is nobody's business. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasted(true), ms);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [condition, ms]);
  return lasted && condition;
}

/** What waits, in words, in the order in which it is sent; the first few. */
function WaitingList(): ReactNode {
  const { waiting } = useOperationQueue();
  const { groups } = useCurrentGroup(undefined);
  const rest = waiting.length - shownChanges;
  return (
    <details className="banner-waiting">
      <summary>What waits</summary>
      <ol>
        {waiting.slice(0, shownChanges).map(({ operationId, change }) => (
          <li key={operationId}>{changeWords(change, groups)}</li>
        ))}
        {rest > 0 && <li>and {rest} more</li>}
      </ol>
    </details>
  );
}

const changesWait = (count: number): string =>
  count === 1
    ? "1 change waits in this browser and is sent by itself."
    : `${count} changes wait in this browser and are sent by themselves.`;

export function ConnectionBanner(): ReactNode {
  const online = useOnline();
  const stream = useStreamState();
  const { waiting, problem, wake } = useOperationQueue();
  const isLost = useLasting(stream === "waiting" || problem !== undefined, 1500);
  if (online && !isLost) return null;
  const title = online ? (problem?.detail ?? "Reconnecting to the server.") : "You are offline.";
  const rest = waiting.length > 0 ? changesWait(waiting.length) : "What you see may be a moment old.";
  return (
    <div className="banner" data-tone="warn" data-connection={online ? "reconnecting" : "offline"} role="status">
      <Icon name="offline" />
      <p>
        <strong>{title}</strong> {rest}
      </p>
      {waiting.length > 0 && <WaitingList />}
      <Button look="quiet" icon="refresh" onClick={wake}>
        Try now
      </Button>
    </div>
  );
}
