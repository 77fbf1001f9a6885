// What is known of a provider before anybody has configured it: addresses, habits and peculiarities, as data (TK-23).
import { z } from "zod";

/** `{tenant}` and the like stand for what the configuration has to name. */
const address = z.string().regex(/^https:\/\/[a-z0-9{][A-Za-z0-9.{}/_-]*$/, "An https address without a query.");

const errorCode = z.enum([
  "invalid_grant",
  "invalid_client",
  "unauthorized_client",
  "invalid_request",
  "invalid_scope",
  "unsupported_grant_type",
  "temporarily_unavailable",
]);

export const providerPresetSchema = z
  .object({
    displayName: z.string().min(1).max(40),
    /** For discovery (OpenID Connect); null when there is none that fits all accounts. */
    issuer: address.nullable(),
    authorizationEndpoint: address,
    tokenEndpoint: address,
    /** Where refreshes go when not to the token endpoint. */
    refreshEndpoint: address.nullable(),
    /** As in RFC 7009; null when the provider has none, or one of its own making. */
    revocationEndpoint: address.nullable(),
    scopeSeparator: z.enum([" ", ","]),
    /** Asked for when the application names none. */
    defaultScopes: z.array(z.string().min(1)).readonly(),
    /** What is added to the address of the authorization page. */
    authorizationParameters: z.record(z.string(), z.string()),
    /** PKCE is sent only to those that take it. */
    pkce: z.boolean(),
    clientAuthentication: z.enum(["client_secret_basic", "client_secret_post"]),
    /** Whether each refresh brings a new refresh token and ends the old one. Null: it depends on the account's settings. */
    rotatesRefreshTokens: z.boolean().nullable(),
    /** Seconds that an access token lives when the answer does not say. Null: it says, or the token does not expire. */
    accessTokenLifetime: z.int().positive().nullable(),
    /** Errors inside an answer with status 200: how they show. */
    errorInSuccess: z.boolean(),
    /** The provider's own error codes in the words of RFC 6749. */
    errorCodes: z.record(z.string(), errorCode),
    /** What a person who sets it up should know. */
    note: z.string().optional(),
  })
  .strict();
export type ProviderPreset = Readonly<z.infer<typeof providerPresetSchema>>;
export type StandardErrorCode = z.infer<typeof errorCode>;

const usual = {
  issuer: null,
  refreshEndpoint: null,
  revocationEndpoint: null,
  scopeSeparator: " ",
  defaultScopes: [],
  authorizationParameters: {},
  pkce: false,
  clientAuthentication: "client_secret_post",
  rotatesRefreshTokens: null,
  accessTokenLifetime: null,
  errorInSuccess: false,
  errorCodes: {},
} as const;

type Particulars = Partial<ProviderPreset> & Pick<ProviderPreset, "displayName" | "authorizationEndpoint" | "tokenEndpoint">;

/** A preset: what is particular, and for the rest what is usual. */
export function preset(particulars: Particulars): ProviderPreset {
  return { ...usual, ...particulars };
}
