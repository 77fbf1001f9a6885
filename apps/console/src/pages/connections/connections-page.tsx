// The accounts elsewhere: how each stands and what to do about it; connect, refresh, disconnect, look back (UI-05, TK-23, TK-24).
import { HoldfastProblem } from "@holdfast/client";
import type { HeldTokenInfo, ProviderInfo } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { providersQuery, tokensQuery } from "../../data/connections.js";
import { providerName } from "../../data/connection-words.js";
import { queryClient } from "../../data/session.js";
import { useNow } from "../../data/use-now.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { PageHead } from "../../parts/page-head.js";
import { AddTokenDialog } from "./add-token-dialog.js";
import { ConnectionCard, type ConnectionAct } from "./connection-card.js";
import { DisconnectDialog } from "./disconnect-dialog.js";
import { ProviderList } from "./provider-list.js";
import { TokenHistory } from "./token-history.js";
import { useConnect, useReturnNotice } from "./use-connect.js";
import "./connections.css";

type Asked =
  | { readonly what: "add"; readonly again?: HeldTokenInfo }
  | { readonly what: "disconnect" | "history"; readonly token: HeldTokenInfo };

const order: Readonly<Record<HeldTokenInfo["status"], number>> = { reconnect_required: 0, expired: 1, active: 2, revoked: 3 };

/** What needs somebody first, then by name. */
export function inOrderOfNeed(tokens: readonly HeldTokenInfo[]): readonly HeldTokenInfo[] {
  return [...tokens].sort(
    (a, b) => order[a.status] - order[b.status] || a.provider.localeCompare(b.provider) || a.account.localeCompare(b.account),
  );
}

/** The token that is being refreshed, and the function that does it. */
function useRefresh(providers: readonly ProviderInfo[]): readonly [string | undefined, (token: HeldTokenInfo) => Promise<void>] {
  const [refreshing, setRefreshing] = useState<string>();
  const { notify } = useSpeaker();
  const refresh = async ({ id, provider, account }: HeldTokenInfo): Promise<void> => {
    const name = providerName(providers, provider);
    setRefreshing(id);
    try {
      const answer = await api.call("refreshToken", { params: { provider }, query: { account } });
      if (answer.status === "active") notify({ tone: "good", text: `The token of ${name} was refreshed.` });
      else notify({ tone: "bad", text: `The token of ${name} was not refreshed.`, detail: answer.reason });
    } catch (error) {
      const detail = error instanceof HoldfastProblem ? `${error.detail} ${error.action}` : "Try again.";
      notify({ tone: "bad", text: `The token of ${name} was not refreshed.`, detail });
    }
    setRefreshing(undefined);
    await queryClient.invalidateQueries({ queryKey: ["tokens"] });
  };
  return [refreshing, refresh];
}

function Loading(): ReactNode {
  return (
    <ul className="cards" aria-busy="true" aria-label="Loading connections">
      {[0, 1, 2].map((row) => (
        <li key={row} className="card card-bone">
          <span className="bar" data-width="1" />
          <span className="bar" data-width="3" />
        </li>
      ))}
    </ul>
  );
}

export function ConnectionsPage(): ReactNode {
  const { data, error, refetch } = useQuery(tokensQuery);
  const known = useQuery(providersQuery).data?.providers;
  const providers = known ?? [];
  const [asked, setAsked] = useState<Asked>();
  const [leaving, connect] = useConnect();
  const [refreshing, refresh] = useRefresh(providers);
  const now = useNow();
  useReturnNotice(known);
  const close = (): void => setAsked(undefined);
  const act = (what: ConnectionAct, token: HeldTokenInfo): void => {
    if (what === "connect") connect(token.provider, token.account);
    else if (what === "refresh") void refresh(token);
    else if (what === "replace") setAsked({ what: "add", again: token });
    else setAsked({ what, token });
  };
  const add = (
    <Button icon="key" onClick={() => setAsked({ what: "add" })}>
      Add a token by hand
    </Button>
  );
  const tokens = inOrderOfNeed(data?.tokens ?? []);
  const live = tokens.filter(({ status }) => status !== "revoked");
  const ended = tokens.filter(({ status }) => status === "revoked");
  const cards = (some: readonly HeldTokenInfo[]): ReactNode =>
    some.map((token) => (
      <ConnectionCard
        key={token.id}
        token={token}
        name={providerName(providers, token.provider)}
        canConnect={providers.some(({ provider }) => provider === token.provider)}
        isRefreshing={refreshing === token.id}
        now={now}
        onAct={(what) => act(what, token)}
      />
    ));
  return (
    <div className="page">
      <PageHead
        title="Connections"
        action={data !== undefined && tokens.length > 0 ? <div className="page-actions">{add}</div> : undefined}
      >
        Your accounts at other services. Holdfast keeps their tokens, sealed, and refreshes them.
      </PageHead>
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && live.length > 0 && (
        <ul className="cards" aria-label="Connections">
          {cards(live)}
        </ul>
      )}
      {data !== undefined && tokens.length === 0 && (
        <EmptyState icon="connections" title="No connections yet" action={add}>
          <p>
            A connection is an account at a service such as GitHub or Google. Holdfast keeps its token encrypted, hands it to your
            programs in microseconds, and stops doing so the moment you disconnect.
          </p>
        </EmptyState>
      )}
      {data !== undefined && known !== undefined && (
        <ProviderList providers={known} tokens={live} leaving={leaving} onConnect={connect} />
      )}
      {ended.length > 0 && (
        <section className="connections-ended" aria-labelledby="ended-title">
          <h2 id="ended-title">Ended</h2>
          <ul className="cards" aria-labelledby="ended-title">
            {cards(ended)}
          </ul>
        </section>
      )}
      {asked?.what === "add" && <AddTokenDialog {...(asked.again === undefined ? {} : { again: asked.again })} onClose={close} />}
      {asked?.what === "disconnect" && (
        <DisconnectDialog
          token={asked.token}
          name={providerName(providers, asked.token.provider)}
          isKnown={providers.some(({ provider }) => provider === asked.token.provider)}
          onClose={close}
        />
      )}
      {asked?.what === "history" && (
        <TokenHistory token={asked.token} name={providerName(providers, asked.token.provider)} onClose={close} />
      )}
    </div>
  );
}
