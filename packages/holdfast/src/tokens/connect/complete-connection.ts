// Receives somebody whom a provider sent back: checks state and issuer, fetches the tokens, keeps them (TK-23).
import { accountSchema, type Actor, type HeldTokenInfo, type PutTokenRequest } from "@holdfast/contract";
import { AuthorizationResponseError, validateAuthResponse } from "oauth4webapi";
import type { ConnectionCompleted, HeldTokenName } from "../interface.js";
import type { CallFailure, GrantedTokens, ProviderPlace } from "../provider/index.js";
import { type ConnectRoom, stateKind } from "./begin-connection.js";
import { type Attempt, attemptOf } from "./connection-attempt.js";

type Refused = Extract<ConnectionCompleted, { readonly status: "refused" }>;
type Put = (actor: Actor, name: HeldTokenName, token: PutTokenRequest) => Promise<HeldTokenInfo>;

/** `put` keeps the token and writes the trail. */
export async function completeConnection(
  room: ConnectRoom & { readonly put: Put },
  actor: Actor,
  params: URLSearchParams,
): Promise<ConnectionCompleted> {
  const state = params.get("state") ?? "";
  const attempt = await takeAttempt(room, actor, state);
  if ("status" in attempt) return attempt;
  const place = room.book.get(attempt.provider);
  if (place === undefined) return refused("unavailable", "The provider is not configured any more.", attempt);
  const checked = await checkAnswer(place, attempt, params, state);
  if ("status" in checked) return checked;
  const { redirectUri, verifier, nonce } = attempt;
  const outcome = await place.client.exchange({ params: checked, redirectUri, verifier, nonce });
  room.book.report(attempt.provider, outcome.kind === "done" ? undefined : outcome);
  if (outcome.kind !== "done") return refused(problemOf(outcome), outcome.reason, attempt);
  const account = accountOf(place, attempt, outcome.value);
  const name = { provider: attempt.provider, ...account, ...(actor.tenantId === undefined ? {} : { tenantId: actor.tenantId }) };
  return { status: "connected", info: await room.put(actor, name, requestOf(room, place, attempt, outcome.value)) };
}

/** Uses the state up, when it is this user's. Somebody else's is left to them. */
async function takeAttempt({ tokens, keyring }: ConnectRoom, actor: Actor, state: string): Promise<Attempt | Refused> {
  const seen = await tokens.peek(stateKind, state);
  const mismatch = refused("state_mismatch", "This answer belongs to no connection that you have begun.");
  if (seen.status === "valid" && seen.token.userId !== actor.userId) return mismatch;
  const taken = seen.status === "valid" ? await tokens.consume(stateKind, state, actor) : seen;
  switch (taken.status) {
    case "valid":
      return attemptOf(keyring, taken.token.metadata);
    case "expired":
    case "revoked":
      return refused("expired", "Connecting took too long. Begin again.");
    case "consumed":
      return refused("used", "This answer was used already.");
    case "absent":
      return mismatch;
  }
}

async function checkAnswer(
  { client }: ProviderPlace,
  attempt: Attempt,
  params: URLSearchParams,
  state: string,
): Promise<URLSearchParams | Refused> {
  const found = await client.server();
  if (found.kind !== "done") return refused("unavailable", found.reason, attempt);
  const heard = new URLSearchParams(params);
  // Without a known issuer there is nothing to compare with (RFC 9207).
  if (client.provider.issuer === null) heard.delete("iss");
  try {
    return validateAuthResponse(found.value, client.client, heard, state);
  } catch (error) {
    if (!(error instanceof AuthorizationResponseError))
      return refused("issuer_mismatch", "The answer is not from the provider that was asked.", attempt);
    if (error.error === "access_denied") return refused("denied", "Access was not granted at the provider.", attempt);
    const code = /^[a-z_]{1,60}$/.test(error.error) ? ` (${error.error})` : "";
    return refused("refused_by_provider", `The provider refused${code}.`, attempt);
  }
}

function problemOf({ kind }: CallFailure): Refused["problem"] {
  if (kind === "passing") return "unavailable";
  return kind === "dead" ? "exchange_failed" : "misconfigured";
}

function refused(problem: Refused["problem"], reason: string, attempt?: Attempt): Refused {
  return { status: "refused", problem, reason, provider: attempt?.provider ?? null };
}

function accountOf({ client }: ProviderPlace, { account }: Attempt, { subject }: GrantedTokens): { readonly account?: string } {
  if (account !== null) return { account };
  const known = client.provider.accounts === "many" && accountSchema.safeParse(subject).success;
  return known && subject !== undefined ? { account: subject } : {};
}

function requestOf(
  { clock }: ConnectRoom,
  { client }: ProviderPlace,
  { scopes }: Attempt,
  granted: GrantedTokens,
): PutTokenRequest {
  const { accessToken, refreshToken, tokenType, expiresIn, refreshExpiresIn, subject } = granted;
  const known = client.provider.accessTokenLifetime;
  const lives = expiresIn ?? (known === null || refreshToken === undefined ? undefined : known * 1000);
  const after = (milliseconds: number): string => new Date(clock.now() + milliseconds).toISOString();
  return {
    accessToken: accessToken.reveal(),
    ...(refreshToken === undefined ? {} : { refreshToken: refreshToken.reveal() }),
    tokenType,
    scopes: [...(granted.scopes ?? scopes)],
    ...(lives === undefined ? {} : { expiresAt: after(lives) }),
    ...(refreshExpiresIn === undefined ? {} : { refreshExpiresAt: after(refreshExpiresIn) }),
    metadata: subject === undefined ? {} : { subject },
  };
}
