// The integrity of the trail as a fact: up to when it is sealed, when it was last verified, and "verify now" with its progress (AU-04).
import { HoldfastProblem } from "@holdfast/client";
import type { AuditEntry } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { chainQuery } from "../../data/activity.js";
import { countText } from "../../data/count-words.js";
import { remember, remembered } from "../../data/remembered.js";
import { exactTime } from "../../data/time-words.js";
import { useNow } from "../../data/use-now.js";
import { verifyAll, verifyOwn, type Verdict } from "../../data/verify-trail.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { TimeText } from "../../parts/time-text.js";

interface IntegrityProps {
  readonly isAdmin: boolean;
  /** Those that are shown; undefined while they are read. */
  readonly entries: readonly AuditEntry[] | undefined;
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

function rememberedVerdict(key: string): Verdict | undefined {
  try {
    const verdict: unknown = JSON.parse(remembered(key) ?? "null");
    return verdict === null ? undefined : (verdict as Verdict);
  } catch {
    return undefined;
  }
}

function useVerification({ isAdmin, entries }: IntegrityProps) {
  const { me } = useRouteContext({ from: "/shell" });
  const key = `verified.${isAdmin ? "all" : "own"}.${me.account.id}`;
  const [verdict, setVerdict] = useState(() => rememberedVerdict(key));
  const [progress, setProgress] = useState<Progress>();
  const leaving = useRef<AbortController>(undefined);
  const { announce, notify } = useSpeaker();
  useEffect(() => () => leaving.current?.abort(), []);
  const verify = async (): Promise<void> => {
    const ending = new AbortController();
    leaving.current = ending;
    setProgress({ done: 0, total: 0 });
    const onProgress = (done: number, total: number): void => setProgress({ done, total });
    try {
      const found = isAdmin
        ? await verifyAll(onProgress, ending.signal)
        : await verifyOwn(entries ?? [], onProgress, ending.signal);
      setVerdict(found);
      remember(key, JSON.stringify(found));
      announce(`Verified. ${found.text}`);
    } catch (error) {
      if (!ending.signal.aborted)
        notify({
          tone: "bad",
          text: "The trail could not be verified.",
          detail: error instanceof HoldfastProblem ? `${error.detail} ${error.action}` : "Try again.",
        });
    }
    setProgress(undefined);
  };
  return { verdict, progress, verify };
}

export function IntegrityCard(props: IntegrityProps): ReactNode {
  const { data: chain, isError } = useQuery(chainQuery);
  const { verdict, progress, verify } = useVerification(props);
  const now = useNow();
  const isBroken = verdict?.intact === false;
  return (
    <section className="card integrity" aria-labelledby="integrity-title" data-tone={isBroken ? "bad" : undefined}>
      <span className="monogram" data-tone={isBroken ? "bad" : undefined}>
        <Icon name={isBroken ? "warning" : "shield"} size={22} />
      </span>
      <div className="integrity-main">
        <h2 id="integrity-title">
          {isBroken ? "The trail does not fit its seals" : "Sealed"}
          {chain?.sealedUpTo != null && !isBroken && (
            <>
              {" "}
              up to <time dateTime={chain.sealedUpTo}>{exactTime(chain.sealedUpTo)}</time>
            </>
          )}
        </h2>
        <p className="muted">
          {isError && "How far it is sealed cannot be read just now. "}
          {chain?.seals === 0 && "The first seal follows within seconds of the first event. "}
          {chain !== undefined && chain.seals > 0 && `Seal number ${countText(chain.seals)}. `}
          {verdict === undefined ? (
            "Not verified from here yet."
          ) : (
            <>
              Verified <TimeText past at={verdict.at} now={now} />: {verdict.text}
            </>
          )}
        </p>
        {chain?.hash != null && (
          <p
            className="integrity-hash mono"
            title="Hash of the last seal: note it, and you can tell later whether the chain was rewritten"
          >
            {chain.hash}
          </p>
        )}
      </div>
      <div className="integrity-action">
        {progress === undefined ? (
          <Button icon="shield" disabled={!props.isAdmin && props.entries === undefined} onClick={() => void verify()}>
            Verify now
          </Button>
        ) : (
          <div className="integrity-progress">
            <progress max={Math.max(1, progress.total)} value={progress.done} aria-label="Verification" />
            <span>{progress.total === 0 ? "Beginning" : `${countText(progress.done)} of ${countText(progress.total)}`}</span>
          </div>
        )}
      </div>
    </section>
  );
}
