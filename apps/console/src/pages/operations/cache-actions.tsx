// What administrators ask of the memory for tokens: fill it, or compare all of it with the database, with progress and result in words (TK-16, TK-18).
import { useEffect, useRef, useState, type ReactNode } from "react";
import { HoldfastProblem } from "@holdfast/client";
import { countText } from "../../data/count-words.js";
import { cacheWork, type CacheWork } from "../../data/token-cache.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";

interface Running {
  readonly work: CacheWork;
  readonly done: number;
  readonly total: number | undefined;
}

const doing: Readonly<Record<CacheWork, string>> = { warm: "Filling", reconcile: "Comparing" };

function progressWords({ work, done, total }: Running): string {
  if (total !== undefined) return `${doing[work]}: ${countText(done)} of ${countText(total)} tokens`;
  return done === 0 ? `${doing[work]} memory` : `${doing[work]} memory: ${countText(done)} tokens so far`;
}

function problemWords(error: unknown): string {
  if (!(error instanceof HoldfastProblem)) return "The server did not answer to the end. Try again.";
  // Nobody asks for this again: what the client says of changes that wait is not true of it.
  return error.code === "network" ? `${error.detail} Try again.` : `${error.detail} ${error.action}`;
}

export function CacheActions(): ReactNode {
  const [running, setRunning] = useState<Running>();
  const [result, setResult] = useState<{ readonly text: string; readonly isBad: boolean }>();
  const leaving = useRef<AbortController>(undefined);
  const { announce } = useSpeaker();
  useEffect(() => () => leaving.current?.abort(), []);
  const run = async (work: CacheWork): Promise<void> => {
    const ending = new AbortController();
    leaving.current = ending;
    setResult(undefined);
    setRunning({ work, done: 0, total: undefined });
    const tell = (text: string, isBad: boolean): void => {
      setResult({ text, isBad });
      announce(text);
    };
    try {
      tell(await cacheWork[work]((done, total) => setRunning({ work, done, total }), ending.signal), false);
    } catch (error) {
      if (!ending.signal.aborted) tell(problemWords(error), true);
    }
    setRunning(undefined);
  };
  return (
    <div className="cache-actions">
      <div className="cache-buttons">
        <Button
          icon="database"
          busy={running?.work === "warm"}
          disabled={running?.work === "reconcile"}
          title="Puts the tokens that were used last into memory"
          onClick={() => void run("warm")}
        >
          Fill memory
        </Button>
        <Button
          icon="compare"
          busy={running?.work === "reconcile"}
          disabled={running?.work === "warm"}
          title="Compares every token in memory with the database, and repairs what differs"
          onClick={() => void run("reconcile")}
        >
          Compare with the database
        </Button>
      </div>
      {running !== undefined && (
        <progress
          className="progress"
          max={Math.max(1, running.total ?? 1)}
          {...(running.total === undefined ? {} : { value: running.done })}
          aria-label={doing[running.work]}
        />
      )}
      <p className="muted cache-result" data-tone={result?.isBad === true ? "bad" : undefined}>
        {running !== undefined
          ? progressWords(running)
          : (result?.text ?? "Both happen by themselves, at the start and in the background; here they are done now.")}
      </p>
    </div>
  );
}
