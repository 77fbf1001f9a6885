// One connection: provider and account, its status in colour and word, scopes, dates, what can be done.
import type { HeldTokenInfo } from "@holdfast/contract";
import type { ReactNode } from "react";
import { connectionStatus, statusWords, type ConnectionStatus } from "../../data/token-status.js";
import { Button } from "../../parts/button.js";
import { TimeText } from "../../parts/time-text.js";

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
      "Revoked"
    ) : (
      <>
        Revoked <TimeText past at={token.revokedAt} now={now} />
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
  readonly now: number;
  readonly onRevoke: () => void;
  readonly onReplace: () => void;
}

export function ConnectionCard({ token, now, onRevoke, onReplace }: ConnectionCardProps): ReactNode {
  const status = connectionStatus(token, now);
  const needsNew = status === "expired" || status === "reconnect_required" || status === "revoked";
  return (
    <li className="card connection" data-status={status}>
      <span className="monogram" aria-hidden="true">
        {token.provider.slice(0, 1).toUpperCase()}
      </span>
      <div className="connection-main">
        <h2>
          {token.provider}
          <span className="pill" data-tone={tones[status]}>
            {statusWords[status]}
          </span>
        </h2>
        <p className="muted">
          {token.account === "default" ? "Default account" : token.account}
          {token.hasRefreshToken || status === "revoked" ? "" : " · no refresh token"}
        </p>
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
      <div className="connection-actions">
        {needsNew && (
          <Button icon="key" onClick={onReplace} aria-label={`New token for ${token.provider} ${token.account}`}>
            New token
          </Button>
        )}
        {status !== "revoked" && (
          <Button look="quiet" onClick={onRevoke} aria-label={`Revoke ${token.provider} ${token.account}`}>
            Revoke
          </Button>
        )}
      </div>
    </li>
  );
}
