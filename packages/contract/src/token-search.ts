// Searching tokens and reading their history: what may be asked, and what is answered; never a secret.
import { z } from "zod";
import { auditActionSchema } from "./audit-event.js";
import { tenantIdSchema, timestampSchema, tokenIdSchema, userIdSchema } from "./id.js";
import { heldTokenInfoSchema, heldTokenStatusSchema, providerSchema } from "./token.js";

const common = {
  userId: userIdSchema.optional(),
  /** The token expires at this time or later. */
  expiresFrom: timestampSchema.optional(),
  expiresBefore: timestampSchema.optional(),
  usedSince: timestampSchema.optional(),
  /** Not used at this time or later, or never. */
  notUsedSince: timestampSchema.optional(),
  /** `next` of an earlier page. */
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(500).default(100),
};

export const heldTokenSearchSchema = z
  .object({ ...common, provider: providerSchema.optional(), status: z.array(heldTokenStatusSchema).max(4).optional() })
  .strict();
export type HeldTokenSearch = z.input<typeof heldTokenSearchSchema>;

export const heldTokenPageSchema = z
  .object({ tokens: z.array(heldTokenInfoSchema), next: z.string().nullable() })
  .meta({ id: "HeldTokenPage" });
export type HeldTokenPage = z.infer<typeof heldTokenPageSchema>;

export const issuedTokenStatusSchema = z.enum(["valid", "expired", "revoked", "consumed"]);
export type IssuedTokenStatus = z.infer<typeof issuedTokenStatusSchema>;

export const issuedTokenSearchSchema = z
  .object({ ...common, kind: z.string().max(60).optional(), status: z.array(issuedTokenStatusSchema).max(4).optional() })
  .strict();
export type IssuedTokenSearch = z.input<typeof issuedTokenSearchSchema>;

/** An issued token without its secret, of any kind and in any state. */
export const issuedTokenInfoSchema = z
  .object({
    id: tokenIdSchema,
    kind: z.string(),
    status: issuedTokenStatusSchema,
    userId: userIdSchema.nullable(),
    tenantId: tenantIdSchema.nullable(),
    sentTo: z.string().nullable(),
    createdAt: timestampSchema,
    expiresAt: timestampSchema,
    lastUsedAt: timestampSchema.nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    generation: z.int(),
  })
  .readonly()
  .meta({ id: "IssuedToken" });
export type IssuedTokenInfo = z.infer<typeof issuedTokenInfoSchema>;

export const issuedTokenPageSchema = z
  .object({ tokens: z.array(issuedTokenInfoSchema), next: z.string().nullable() })
  .meta({ id: "IssuedTokenPage" });
export type IssuedTokenPage = z.infer<typeof issuedTokenPageSchema>;

/** Something that happened to a token. */
export const tokenEventSchema = z
  .object({
    id: z.string(),
    at: timestampSchema,
    action: auditActionSchema,
    /** Null: Holdfast itself, or an operator at the command line. */
    actorId: userIdSchema.nullable(),
    sessionId: tokenIdSchema.nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    reason: z.string().nullable(),
    /** Of the token from then on. */
    generation: z.int().nullable(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TokenEvent" });
export type TokenEvent = z.infer<typeof tokenEventSchema>;

export const tokenEventPageSchema = z
  .object({ events: z.array(tokenEventSchema), next: z.string().nullable() })
  .meta({ id: "TokenEventPage" });
export type TokenEventPage = z.infer<typeof tokenEventPageSchema>;
