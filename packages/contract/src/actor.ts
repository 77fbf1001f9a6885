// Who asks for a change and from where: what the application tells us, and what the audit trail keeps.
import { z } from "zod";
import { tenantIdSchema, tokenIdSchema, userIdSchema } from "./id.js";

/** The person (or program on their behalf) that acts. `userId` owns what is read and changed. */
export const actorSchema = z
  .object({
    userId: userIdSchema,
    tenantId: tenantIdSchema.optional(),
    /** Opaque id of the session, never part of a secret. */
    sessionId: tokenIdSchema.optional(),
    /** Network address of the caller, IPv4 or IPv6. */
    address: z.union([z.ipv4(), z.ipv6()]).optional(),
    userAgent: z.string().max(1024).optional(),
  })
  .readonly();
export type Actor = z.infer<typeof actorSchema>;
