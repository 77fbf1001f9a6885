// Shown when the console cannot start: nobody answers, or the server cannot serve just now. What waits in this browser is counted.
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { HoldfastProblem } from "@holdfast/client";
import { countWaiting } from "../data/waiting-here.js";
import { Button } from "../parts/button.js";
import { EmptyState, ProblemState } from "../parts/empty-state.js";
import { BrandMark } from "../parts/icon.js";
import { isNotFetched, NotFetched } from "./not-fetched.js";

const againMs = 5000;

/** Tries again when the network is back, and every few seconds. */
function useAgain(again: () => void): void {
  useEffect(() => {
    addEventListener("online", again);
    const timer = setInterval(again, againMs);
    return () => {
      removeEventListener("online", again);
      clearInterval(timer);
    };
  }, [again]);
}

function Unreachable({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => void countWaiting().then(setWaiting), []);
  useAgain(onRetry);
  const words =
    waiting === 1
      ? "1 change waits in this browser. It is kept, and is sent as soon as you are back."
      : `${waiting} changes wait in this browser. They are kept, and are sent as soon as you are back.`;
  return (
    <EmptyState
      icon="offline"
      isPage
      title={navigator.onLine ? "The server cannot be reached" : "You are offline"}
      action={
        <Button icon="refresh" onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {waiting > 0 && (
        <p>
          <strong>{words}</strong>
        </p>
      )}
      <p>The console opens by itself when there is a connection again.</p>
    </EmptyState>
  );
}

export function EntryFailure({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const [retry] = useState(() => (): void => {
    reset();
    void router.invalidate();
  });
  const isUnreachable = error instanceof HoldfastProblem && error.status === 0;
  return (
    <main className="entry">
      <BrandMark size={40} />
      {isUnreachable && <Unreachable onRetry={retry} />}
      {isNotFetched(error) && <NotFetched />}
      {!isUnreachable && !isNotFetched(error) && <ProblemState problem={error} onRetry={retry} isPage />}
    </main>
  );
}
