// The tokens that are kept for the user: with whom, how they stand, until when; add one, revoke one (UI-05).
import type { HeldTokenInfo } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { queryClient } from "../../data/session.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { useSpeaker } from "../../parts/announcer.js";
import { ConfirmDialog } from "../../parts/dialog.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { PageHead } from "../../parts/page-head.js";
import { AddTokenDialog } from "./add-token-dialog.js";
import { ConnectionCard } from "./connection-card.js";
import "./connections.css";

type Asked =
  | { readonly what: "add"; readonly again?: HeldTokenInfo }
  | { readonly what: "revoke"; readonly token: HeldTokenInfo };

const order: Readonly<Record<HeldTokenInfo["status"], number>> = { reconnect_required: 0, expired: 1, active: 2, revoked: 3 };

/** What needs somebody first, then by name. */
export function inOrderOfNeed(tokens: readonly HeldTokenInfo[]): readonly HeldTokenInfo[] {
  return [...tokens].sort(
    (a, b) => order[a.status] - order[b.status] || a.provider.localeCompare(b.provider) || a.account.localeCompare(b.account),
  );
}

function RevokeDialog({ token, onClose }: { readonly token: HeldTokenInfo; readonly onClose: () => void }): ReactNode {
  const [busy, setBusy] = useState(false);
  const { notify } = useSpeaker();
  const revoke = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.call("revokeToken", { params: { provider: token.provider }, query: { account: token.account } });
      notify({ tone: "good", text: `The connection to ${token.provider} was revoked.` });
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
    } catch {
      notify({
        tone: "bad",
        text: `The connection to ${token.provider} is not revoked yet.`,
        detail: "The server did not answer as it should. Try again.",
      });
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Revoke the connection to ${token.provider}?`}
      action="Revoke"
      busy={busy}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>
        Programs that use the account <strong>{token.account}</strong> get no token from the moment it is done. To use it again,
        add a new token.
      </p>
    </ConfirmDialog>
  );
}

export function ConnectionsPage(): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ["tokens"],
    refetchOnWindowFocus: "always",
    queryFn: ({ signal }) => api.call("listTokens", { signal }),
  });
  const [asked, setAsked] = useState<Asked>();
  const now = useNow();
  const add = (
    <Button look="primary" icon="plus" onClick={() => setAsked({ what: "add" })}>
      Add token
    </Button>
  );
  return (
    <div className="page">
      <PageHead title="Connections" action={data !== undefined && data.tokens.length > 0 ? add : undefined}>
        Tokens of other services that Holdfast keeps for you, sealed.
      </PageHead>
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <ul className="cards" aria-busy="true" aria-label="Loading connections">
          {[0, 1, 2].map((row) => (
            <li key={row} className="card card-bone">
              <span className="bar" data-width="1" />
              <span className="bar" data-width="3" />
            </li>
          ))}
        </ul>
      )}
      {data?.tokens.length === 0 && (
        <EmptyState icon="key" title="No connections yet" action={add}>
          <p>
            A connection is a token that a service such as GitHub or Google gave you. Holdfast keeps it encrypted, hands it to
            your programs in microseconds, and stops doing so the moment you revoke it.
          </p>
        </EmptyState>
      )}
      {data !== undefined && data.tokens.length > 0 && (
        <ul className="cards" aria-label="Connections">
          {inOrderOfNeed(data.tokens).map((token) => (
            <ConnectionCard
              key={token.id}
              token={token}
              now={now}
              onRevoke={() => setAsked({ what: "revoke", token })}
              onReplace={() => setAsked({ what: "add", again: token })}
            />
          ))}
        </ul>
      )}
      {asked?.what === "add" && (
        <AddTokenDialog {...(asked.again === undefined ? {} : { again: asked.again })} onClose={() => setAsked(undefined)} />
      )}
      {asked?.what === "revoke" && <RevokeDialog token={asked.token} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
