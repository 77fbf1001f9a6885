// The history of one token: what happened to it, who did it and why; never its secret (TK-25).
import type { HeldTokenInfo, TokenEvent } from "@holdfast/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { actionName, reasonWords } from "../../data/activity-words.js";
import { tokenHistoryQuery } from "../../data/connections.js";
import { countText } from "../../data/count-words.js";
import { deviceName } from "../../data/device-name.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { ProblemState } from "../../parts/empty-state.js";
import { TimeText } from "../../parts/time-text.js";

const troubles: ReadonlySet<string> = new Set(["token_refresh_failed", "reconnect_required", "provider_revocation_failed"]);

function Event({ event, ownId, now }: { readonly event: TokenEvent; readonly ownId: string; readonly now: number }): ReactNode {
  const { action, at, actorId, userAgent, address, reason, generation } = event;
  const why = reasonWords({ metadata: { reason } });
  return (
    <li data-tone={troubles.has(action) ? "warn" : undefined}>
      <p className="history-what">{actionName(action)}</p>
      <p className="muted">
        {actorId === null ? "by itself" : actorId === ownId ? "you" : "somebody else"}
        {userAgent !== null ? ` · ${deviceName(userAgent)}` : address !== null ? ` · ${address}` : ""} ·{" "}
        <TimeText past at={at} now={now} />
        {generation !== null && ` · generation\u00a0${countText(generation)}`}
      </p>
      {why !== undefined && <p className="history-why">{why}</p>}
    </li>
  );
}

export function TokenHistory({
  token,
  name,
  onClose,
}: {
  readonly token: HeldTokenInfo;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const now = useNow();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(tokenHistoryQuery(token));
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Dialog title={`History of ${name}${token.account === "default" ? "" : `, ${token.account}`}`} place="side" onClose={onClose}>
      {data === undefined && error !== null ? (
        <ProblemState problem={error} onRetry={() => void refetch()} />
      ) : (
        <ol className="token-history" aria-label="What happened" aria-busy={data === undefined}>
          {data === undefined &&
            [0, 1, 2].map((row) => (
              <li key={row}>
                <span className="bar" data-width={row} />
              </li>
            ))}
          {events.map((event) => (
            <Event key={event.id} event={event} ownId={me.account.id} now={now} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </Dialog>
  );
}
