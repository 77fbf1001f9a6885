// The providers at which an account can be connected, each with what it will be asked for.
import type { HeldTokenInfo, ProviderInfo } from "@holdfast/contract";
import type { ReactNode } from "react";
import { Button } from "../../parts/button.js";

interface ProviderListProps {
  readonly providers: readonly ProviderInfo[];
  readonly tokens: readonly HeldTokenInfo[];
  /** The provider that is being gone to. */
  readonly leaving: string | undefined;
  readonly onConnect: (provider: string) => void;
}

export function ProviderList({ providers, tokens, leaving, onConnect }: ProviderListProps): ReactNode {
  if (providers.length === 0)
    return (
      <p className="page-note muted">No providers are set up. An administrator can name some with the option providers-file.</p>
    );
  return (
    <section className="providers" aria-labelledby="providers-title">
      <h2 id="providers-title">Connect an account</h2>
      <ul>
        {providers.map(({ provider, displayName, scopes }) => {
          const name = displayName || provider;
          const count = tokens.filter((token) => token.provider === provider).length;
          return (
            <li key={provider}>
              <div>
                <h3>{name}</h3>
                <p className="muted" title={scopes.join(" ")}>
                  {count > 0 && (count === 1 ? "Connected. " : `${count} accounts connected. `)}
                  {scopes.length > 0 && `Asks for ${scopes.join(", ")}`}
                </p>
              </div>
              <Button
                look={count === 0 ? "primary" : "plain"}
                icon="connections"
                busy={leaving === provider}
                onClick={() => onConnect(provider)}
                aria-label={`${count === 0 ? "Connect" : "Connect again"} to ${name}`}
              >
                {count === 0 ? "Connect" : "Connect again"}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
