// One connection: provider and account, its status in colour and word, what to do about it, scopes and dates.
import type { HeldTokenInfo } from "@holdfast/contract";
import type { ReactNode } from "react";
import { adviceFor } from "../../data/connection-words.js";
import { connectionStatus, statusWords, type ConnectionStatus } from "../../data/token-status.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { TimeText } from "../../parts/time-text.js";

/** `connect`: at the provider. `replace`: by a token that is typed. */
export type ConnectionAct = "connect" | "replace" | "refresh" | "disconnect" | "history";

const tones: Readonly<Record<ConnectionStatus, string>> = {
  active: "good",
  expiring: "warn",
  expired: "bad",
  reconnect_required: "bad",
  revoked: "plain",
};

function EndText({
  token,
  status,
  now,
}: {
  readonly token: HeldTokenInfo;
  readonly status: ConnectionStatus;
  readonly now: number;
}): ReactNode {
  if (status === "revoked")
    return token.revokedAt === null ? (
      "Ended"
    ) : (
      <>
        Ended <TimeText past at={token.revokedAt} now={now} />
      </>
    );
  if (token.expiresAt === null) return "No expiry given";
  return (
    <>
      {status === "expired" || Date.parse(token.expiresAt) <= now ? "Expired" : "Expires"}{" "}
      <TimeText at={token.expiresAt} now={now} />
    </>
  );
}

interface ConnectionCardProps {
  readonly token: HeldTokenInfo;
  /** Of the provider. */
  readonly name: string;
  /** Whether the provider is configured here. */
  readonly canConnect: boolean;
  readonly isRefreshing: boolean;
  readonly now: number;
  readonly onAct: (act: ConnectionAct) => void;
}

function Times({
  token,
  status,
  now,
}: {
  readonly token: HeldTokenInfo;
  readonly status: ConnectionStatus;
  readonly now: number;
}): ReactNode {
  return (
    <dl className="connection-times">
      <div>
        <dt className="visually-hidden">Ends</dt>
        <dd>
          <EndText token={token} status={status} now={now} />
        </dd>
      </div>
      <div>
        <dt>Last used</dt>
        <dd>{token.lastUsedAt === null ? "never" : <TimeText past at={token.lastUsedAt} now={now} />}</dd>
      </div>
      <div>
        <dt>Added</dt>
        <dd>
          <TimeText past at={token.createdAt} now={now} />
        </dd>
      </div>
    </dl>
  );
}

export function ConnectionCard({ token, name, canConnect, isRefreshing, now, onAct }: ConnectionCardProps): ReactNode {
  const status = connectionStatus(token, now);
  const whole = token.account === "default" ? name : `${name} ${token.account}`;
  const isOver = status === "expired" || status === "reconnect_required" || status === "revoked";
  const needsNew = isOver || (status === "expiring" && !token.hasRefreshToken);
  const advice = adviceFor(status, token, canConnect);
  const canRefresh = canConnect && token.hasRefreshToken && status !== "revoked" && status !== "reconnect_required";
  const more: readonly MenuItem[] = [
    { label: "History", icon: "history", onSelect: () => onAct("history") },
    ...(canConnect && !needsNew
      ? [{ label: "Connect again", icon: "connections", onSelect: () => onAct("connect") } as const]
      : []),
    { label: "Put in a new token", icon: "key", onSelect: () => onAct("replace") },
    ...(status === "revoked"
      ? []
      : [{ label: "Disconnect", icon: "close", tone: "danger", onSelect: () => onAct("disconnect") } as const]),
  ];
  return (
    <li className="card connection" data-status={status}>
      <span className="monogram" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
      <div className="connection-main">
        <h2>
          {name}
          <span className="pill" data-tone={tones[status]}>
            {statusWords[status]}
          </span>
        </h2>
        <p className="muted">
          {token.account === "default" ? "Default account" : token.account}
          {token.hasRefreshToken || status === "revoked" ? "" : " · no refresh token"}
        </p>
        {advice !== undefined && (
          <p className="connection-advice" data-tone={tones[status]}>
            {advice}
          </p>
        )}
        {token.scopes.length > 0 && (
          <ul className="scopes" aria-label="Scopes">
            {token.scopes.map((scope) => (
              <li key={scope} className="mono">
                {scope}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Times token={token} status={status} now={now} />
      <div className="connection-actions">
        {needsNew && (
          <Button
            look={status === "revoked" || status === "expiring" ? "plain" : "primary"}
            icon={canConnect ? "connections" : "key"}
            onClick={() => onAct(canConnect ? "connect" : "replace")}
            aria-label={`${canConnect ? "Connect again to" : "New token for"} ${whole}`}
          >
            {canConnect ? "Connect again" : "New token"}
          </Button>
        )}
        {canRefresh && !isOver && (
          <Button icon="refresh" busy={isRefreshing} onClick={() => onAct("refresh")} aria-label={`Refresh now: ${whole}`}>
            Refresh now
          </Button>
        )}
        <Menu label={`Actions for ${whole}`} trigger={<Icon name="more" />} sections={[{ items: more }]} />
      </div>
    </li>
  );
}
