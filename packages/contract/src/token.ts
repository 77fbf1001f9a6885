// Tokens as callers see them: descriptions without secrets, and the outcomes that are expected.
import { z } from "zod";
import { generationSchema, tenantIdSchema, timestampSchema, tokenIdSchema, userIdSchema } from "./id.js";

const label = (what: string) =>
  z
    .string()
    .min(1)
    .max(120)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]*$/, `A ${what} is letters, digits and . _ : @ -, and starts with a letter or digit.`);

/** The service that minted the token: `github`, `google`, … */
export const providerSchema = label("provider");
/** Which account at the provider; `default` when there is only one. */
export const accountSchema = label("account");

export const heldTokenStatusSchema = z.enum(["active", "expired", "revoked", "reconnect_required"]);
export type HeldTokenStatus = z.infer<typeof heldTokenStatusSchema>;

/** A held token without its secret (TK-26). */
export const heldTokenInfoSchema = z
  .object({
    id: tokenIdSchema,
    userId: userIdSchema,
    tenantId: tenantIdSchema.nullable(),
    provider: providerSchema,
    account: accountSchema,
    status: heldTokenStatusSchema,
    scopes: z.array(z.string()),
    tokenType: z.string(),
    hasRefreshToken: z.boolean(),
    generation: generationSchema,
    /** When the access token expires; null when the provider did not say. */
    expiresAt: timestampSchema.nullable(),
    refreshExpiresAt: timestampSchema.nullable(),
    lastUsedAt: timestampSchema.nullable(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
    revokedAt: timestampSchema.nullable(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "HeldToken", description: "A token that somebody else minted, without its secret." });
export type HeldTokenInfo = z.infer<typeof heldTokenInfoSchema>;

const secretText = z.string().min(1).max(16_384);

export const putTokenRequestSchema = z
  .object({
    accessToken: secretText,
    refreshToken: secretText.optional(),
    tokenType: z.string().max(40).default("Bearer"),
    scopes: z.array(z.string().max(200)).max(200).default([]),
    /** When the access token expires. */
    expiresAt: timestampSchema.optional(),
    refreshExpiresAt: timestampSchema.optional(),
    metadata: z.record(z.string(), z.unknown()).default({}),
  })
  .strict()
  .meta({ id: "PutTokenRequest" });
export type PutTokenRequest = z.infer<typeof putTokenRequestSchema>;

/** What a program gets when it asks for a held token. */
export const revealedTokenSchema = z
  .object({ status: z.literal("active"), accessToken: z.string(), token: heldTokenInfoSchema })
  .meta({ id: "RevealedToken" });
export type RevealedToken = z.infer<typeof revealedTokenSchema>;

export const absentTokenSchema = z
  .object({
    /** `unavailable`: expired, and the provider cannot be asked for a new one just now; the connection is alive. */
    status: z.enum(["absent", "expired", "revoked", "reconnect_required", "unavailable"]),
    reason: z.string(),
    at: timestampSchema.nullable(),
    /** When `unavailable`: seconds after which asking again makes sense. */
    retryAfterSeconds: z.int().optional(),
  })
  .meta({ id: "AbsentToken" });
export type AbsentToken = z.infer<typeof absentTokenSchema>;

/** What a refresh on demand led to: the token as it is now, without its secret, or why there is none. */
export const refreshedTokenSchema = z
  .object({ status: z.literal("active"), token: heldTokenInfoSchema })
  .meta({ id: "RefreshedToken" });
export type RefreshedToken = z.infer<typeof refreshedTokenSchema>;

/** A provider at which accounts can be connected. */
export const providerInfoSchema = z
  .object({ provider: providerSchema, displayName: z.string(), scopes: z.array(z.string()) })
  .meta({ id: "Provider" });
export type ProviderInfo = z.infer<typeof providerInfoSchema>;

export const beginConnectionSchema = z
  .object({
    /** Instead of those that are configured. */
    scopes: z.array(z.string().min(1).max(200)).max(100).optional(),
    /** The name under which the token is kept. */
    account: accountSchema.optional(),
  })
  .strict()
  .meta({ id: "BeginConnection" });

/** Where to send the person who wants to connect an account. */
export const connectionBegunSchema = z.object({ url: z.url() }).meta({ id: "ConnectionBegun" });

/** Why an account could not be connected; the console has a sentence for each. */
export const connectionProblemSchema = z.enum([
  "denied",
  "expired",
  "used",
  "state_mismatch",
  "issuer_mismatch",
  "refused_by_provider",
  "exchange_failed",
  "misconfigured",
  "unavailable",
]);
export type ConnectionProblem = z.infer<typeof connectionProblemSchema>;

/** An issued token without its secret: a session in a list of devices. */
export const sessionSchema = z
  .object({
    id: tokenIdSchema,
    current: z.boolean(),
    createdAt: timestampSchema,
    lastUsedAt: timestampSchema,
    expiresAt: timestampSchema,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof sessionSchema>;
