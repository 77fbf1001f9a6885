// Sends somebody to a provider: authorization code with PKCE and a state that can be used once (TK-23).
import { type Actor, HoldfastError } from "@holdfast/contract";
import {
  type AuthorizationServer,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
} from "oauth4webapi";
import type { BeginConnection, ConnectionBegun, Tokens } from "../interface.js";
import type { Clock } from "../../runtime/clock.js";
import type { Keyring } from "../../security/index.js";
import { fullName } from "../held/held-name.js";
import type { Provider, ProviderBook } from "../provider/index.js";
import { type Attempt, metadataOf } from "./connection-attempt.js";

export interface ConnectRoom {
  readonly book: ProviderBook;
  readonly keyring: Keyring;
  readonly clock: Pick<Clock, "uuid" | "now">;
  readonly tokens: Pick<Tokens, "mint" | "peek" | "consume">;
}

export const stateKind = "connection";

/** Throws not_found for a provider that is not configured. */
export async function beginConnection(room: ConnectRoom, actor: Actor, request: BeginConnection): Promise<ConnectionBegun> {
  const { book, keyring, clock, tokens } = room;
  const place = book.get(request.provider);
  if (place === undefined) throw notConfigured(request.provider, book.names);
  // A name that cannot be kept is refused before somebody is sent away.
  fullName(actor.userId, { provider: request.provider, ...(request.account === undefined ? {} : { account: request.account }) });
  const { provider } = place.client;
  const found = await place.client.server();
  if (found.kind !== "done") return { status: "refused", problem: "unavailable", reason: found.reason };
  const scopes = request.scopes ?? provider.defaultScopes;
  const attempt: Attempt = {
    attempt: clock.uuid(),
    provider: provider.name,
    account: request.account ?? null,
    redirectUri: request.redirectUri,
    scopes,
    verifier: provider.pkce ? generateRandomCodeVerifier() : undefined,
    nonce: provider.issuer !== null && scopes.includes("openid") ? generateRandomNonce() : undefined,
  };
  const { userId, tenantId, address, userAgent } = actor;
  const about = { ...(tenantId === undefined ? {} : { tenantId }), ...(address === undefined ? {} : { address }) };
  const agent = userAgent === undefined ? {} : { userAgent };
  const { text } = await tokens.mint({ kind: stateKind, userId, ...about, ...agent, metadata: metadataOf(keyring, attempt) });
  const state = text.reveal();
  return { status: "ready", url: await addressOf(provider, found.value, attempt, state), state };
}

async function addressOf(provider: Provider, server: AuthorizationServer, attempt: Attempt, state: string): Promise<string> {
  const url = new URL(server.authorization_endpoint ?? "");
  const { verifier, nonce, scopes, redirectUri } = attempt;
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: scopes.length === 0 ? undefined : scopes.join(provider.scopeSeparator),
    ...provider.authorizationParameters,
    state,
    nonce,
    code_challenge: verifier === undefined ? undefined : await calculatePKCECodeChallenge(verifier),
    code_challenge_method: verifier === undefined ? undefined : "S256",
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function notConfigured(provider: string, names: readonly string[]): HoldfastError {
  return new HoldfastError("not_found", {
    what: `There is no provider called ${JSON.stringify(provider.slice(0, 60))}.`,
    action: names.length === 0 ? 'Configure it in the option "providers".' : `Use one of: ${names.join(", ")}.`,
  });
}
