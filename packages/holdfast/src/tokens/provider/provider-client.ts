// Talks to one provider through a certified OAuth library: refreshes, exchanges codes, revokes (TK-22, TK-23, TK-24).
import {
  type AuthorizationServer,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  discoveryRequest,
  getValidatedIdTokenClaims,
  None,
  nopkce,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  ResponseBodyError,
  revocationRequest,
  type TokenEndpointResponse,
} from "oauth4webapi";
import type { Clock } from "../../runtime/clock.js";
import { Secret } from "../../security/index.js";
import type { CallOutcome } from "./call-outcome.js";
import { classifyFailure } from "./classify-failure.js";
import { type Call, type CallSettings, type Fetch, openCall, withDeadline } from "./provider-http.js";
import type { Extras } from "./normalise-answer.js";
import type { Provider } from "./provider-options.js";

/** What a provider gave. */
export interface GrantedTokens {
  readonly accessToken: Secret;
  /** Undefined when the old one goes on. */
  readonly refreshToken: Secret | undefined;
  readonly tokenType: string;
  /** Undefined when the answer does not say. */
  readonly scopes: readonly string[] | undefined;
  /** Milliseconds from now; undefined when it does not expire or does not say. */
  readonly expiresIn: number | undefined;
  readonly refreshExpiresIn: number | undefined;
  /** Who it is, from a validated id token. */
  readonly subject: string | undefined;
}

export interface CodeExchange {
  /** Validated by `validateAuthResponse`. */
  readonly params: URLSearchParams;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
  readonly nonce: string | undefined;
}

export interface ProviderClientOptions {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Milliseconds that a call may take, reading the answer included. */
  readonly deadline: number;
}

const discoveryKeeps = 3600_000;

export class ProviderClient {
  readonly #options: ProviderClientOptions;
  #discovered: { readonly until: number; readonly server: AuthorizationServer } | undefined;

  constructor(options: ProviderClientOptions) {
    this.#options = options;
  }

  get provider(): Provider {
    return this.#options.provider;
  }

  get client(): Client {
    return { client_id: this.provider.clientId };
  }

  /** The addresses, by discovery where the configuration leaves them open. */
  async server(): Promise<CallOutcome<AuthorizationServer>> {
    const { issuer, authorizationEndpoint, tokenEndpoint, revocationEndpoint } = this.provider;
    const revocation = revocationEndpoint === null ? {} : { revocation_endpoint: revocationEndpoint };
    if (authorizationEndpoint !== "" && tokenEndpoint !== "") {
      const server = { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint, ...revocation };
      return { kind: "done", value: { issuer: issuer ?? new URL(tokenEndpoint).origin, ...server } };
    }
    const { clock } = this.#options;
    if (this.#discovered !== undefined && clock.monotonic() < this.#discovered.until)
      return { kind: "done", value: this.#discovered.server };
    const found = await this.#discover(issuer ?? "");
    // Nothing was asked of the provider yet.
    if (found.kind !== "done") return found.kind === "passing" ? { ...found, unanswered: false } : found;
    const server = { ...found.value, ...revocation };
    this.#discovered = { until: clock.monotonic() + discoveryKeeps, server };
    return { kind: "done", value: server };
  }

  /** At addresses that are known already, within `deadline` milliseconds: a lease must outlive the call. */
  async refresh(known: AuthorizationServer, refreshToken: Secret, deadline: number): Promise<CallOutcome<GrantedTokens>> {
    const { refreshEndpoint } = this.provider;
    const server = refreshEndpoint === null ? known : { ...known, token_endpoint: refreshEndpoint };
    return this.#call("token", deadline, async (call) => {
      const text = refreshToken.reveal();
      const response = await refreshTokenGrantRequest(server, this.client, this.#authentication(), text, call.options);
      return granted(await processRefreshTokenResponse(server, this.client, response), call.extras);
    });
  }

  async exchange({ params, redirectUri, verifier, nonce }: CodeExchange): Promise<CallOutcome<GrantedTokens>> {
    const found = await this.server();
    if (found.kind !== "done") return found;
    const identity = nonce === undefined ? "token" : "token with identity";
    return this.#call(identity, this.#options.deadline, async (call) => {
      const { value: server } = found;
      const { client } = this;
      const authentication = this.#authentication();
      const proof: string | typeof nopkce = verifier ?? nopkce;
      const response = await authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        params,
        redirectUri,
        proof,
        call.options,
      );
      const expected = nonce === undefined ? {} : { expectedNonce: nonce };
      return granted(await processAuthorizationCodeResponse(server, client, response, expected), call.extras);
    });
  }

  /** RFC 7009. A provider that does not know the token, or the kind of token, has nothing left to revoke. */
  async revoke(token: Secret, hint: "refresh_token" | "access_token"): Promise<CallOutcome<"revoked" | "unsupported">> {
    const found = await this.server();
    if (found.kind !== "done") return found;
    if (found.value.revocation_endpoint === undefined) return { kind: "done", value: "unsupported" };
    return this.#call("anything", this.#options.deadline, async ({ options }): Promise<"revoked"> => {
      const request = { ...options, additionalParameters: { token_type_hint: hint } };
      const response = await revocationRequest(found.value, this.client, this.#authentication(), token.reveal(), request);
      // Some answer 204, or 200 with a body.
      if (response.status < 300) return "revoked";
      await processRevocationResponse(response).catch((error: unknown) => {
        if (!(error instanceof ResponseBodyError && nothingLeft.has(error.error))) throw error;
      });
      return "revoked";
    });
  }

  async #discover(issuer: string): Promise<CallOutcome<AuthorizationServer>> {
    const url = new URL(issuer);
    return this.#call("anything", this.#options.deadline, async ({ options }) =>
      processDiscoveryResponse(url, await discoveryRequest(url, options)),
    );
  }

  #authentication(): ClientAuth {
    const { clientSecret, clientAuthentication } = this.provider;
    if (clientSecret === undefined) return None();
    const text = clientSecret.reveal();
    return clientAuthentication === "client_secret_basic" ? ClientSecretBasic(text) : ClientSecretPost(text);
  }

  async #call<T>(reads: CallSettings["reads"], deadline: number, work: (call: Call) => Promise<T>): Promise<CallOutcome<T>> {
    const { provider, fetch, clock } = this.#options;
    return withDeadline(clock, deadline, async (signal): Promise<CallOutcome<T>> => {
      const call = openCall({ provider, fetch, clock, signal, reads });
      try {
        return { kind: "done", value: await work(call) };
      } catch (error) {
        return classifyFailure(error, call.answer);
      }
    });
  }
}

const nothingLeft: ReadonlySet<string> = new Set(["invalid_token", "unsupported_token_type", "invalid_grant"]);

function granted(answer: TokenEndpointResponse, { tokenType, refreshExpiresIn }: Extras): GrantedTokens {
  const { access_token: access, refresh_token: refresh, expires_in: expiresIn, scope } = answer;
  return {
    accessToken: Secret.of(access),
    refreshToken: refresh === undefined ? undefined : Secret.of(refresh),
    tokenType: tokenType ?? "Bearer",
    scopes: scope === undefined || scope === "" ? undefined : scope.split(" "),
    expiresIn: expiresIn === undefined ? undefined : expiresIn * 1000,
    refreshExpiresIn: refreshExpiresIn === undefined ? undefined : refreshExpiresIn * 1000,
    subject: getValidatedIdTokenClaims(answer)?.sub,
  };
}
