// The judge of refreshing: a certified OAuth server that rotates refresh tokens and detects their reuse, behind a proxy that has faults.
import { randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";
import type { ProviderOptions } from "../../provider/index.js";
import { type FaultyFront, openFaultyFront } from "./faulty-front.js";

export interface Judge extends FaultyFront {
  readonly issuer: string;
  /** How a room is told of it, by discovery. */
  readonly options: ProviderOptions;
  /** A refresh token of a new grant. */
  grant(accountId: string): Promise<string>;
  /** Whether the server still takes a token. */
  isLive(kind: "refresh_token" | "access_token", text: string): Promise<boolean>;
}

export const redirectUri = "http://127.0.0.1:9/connections/callback";
export const clientId = "holdfast";
export const clientSecret = "the secret of the judge's client";
const scope = "openid offline_access";

/** What a client names to get JWTs for a server that takes them. */
export const resource = "urn:holdfast:api";

interface JudgeOptions {
  readonly rotates?: boolean;
  /** For whom its JWTs are meant. Without one its access tokens are texts that say nothing. */
  readonly audience?: string;
}

export async function openJudge({ rotates = true, audience }: JudgeOptions = {}): Promise<Judge> {
  const front = await openFaultyFront();
  const issuer = `http://127.0.0.1:${front.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        application_type: "native",
      },
    ],
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: {
      revocation: { enabled: true },
      devInteractions: { enabled: true },
      ...(audience === undefined ? {} : { resourceIndicators: jwtsFor(audience) }),
    },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_: unknown, { accountId }: { readonly accountId?: string }) =>
      accountId?.includes("@") ? { email: accountId, email_verified: true } : undefined,
    issueRefreshToken: () => true,
    pkce: { required: () => true },
    rotateRefreshToken: () => rotates,
    ttl: { AccessToken: 3600, RefreshToken: 14 * 24 * 3600, Grant: 14 * 24 * 3600, Interaction: 600, Session: 3600 },
  });
  await front.serve(provider.callback());
  return {
    ...front,
    issuer,
    options: {
      clientId,
      clientSecret,
      preset: false,
      issuer,
      scopes: scope.split(" "),
      authorizationParameters: { prompt: "consent" },
    },
    grant: async (accountId) => {
      const grant = new provider.Grant({ accountId, clientId });
      grant.addOIDCScope(scope);
      const grantId = await grant.save();
      const client = await provider.Client.find(clientId);
      return new provider.RefreshToken({ accountId, client, grantId, scope, gty: "authorization_code", rotations: 0 }).save();
    },
    isLive: async (kind, text) => {
      const found = await (kind === "refresh_token" ? provider.RefreshToken : provider.AccessToken).find(text);
      return found !== undefined && Reflect.get(found, "isValid") === true;
    },
  };
}

function jwtsFor(audience: string): object {
  return {
    enabled: true,
    getResourceServerInfo: () => ({ scope: "", audience, accessTokenFormat: "jwt", accessTokenTTL: 300 }),
  };
}
