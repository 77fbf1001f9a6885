// Path and query parameters that endpoints share.
import { z } from "zod";
import { auditFilterShape, countUnitSchema } from "../audit-report.js";
import { journalIdSchema, positionSchema, userIdSchema } from "../id.js";
import { groupRefSchema } from "../operation.js";
import { viewerIdSchema } from "../presence.js";
import { accountSchema, providerSchema } from "../token.js";

export const byGroup = z.object({ group: groupRefSchema });
export const byViewer = z.object({ group: groupRefSchema, viewer: viewerIdSchema });
export const byToken = z.object({ provider: providerSchema });
export const account = z.object({ account: accountSchema.optional() }).strict();
export const count = (fallback: number, most: number, least = 0) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "Digits only.")
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .optional()
    .describe(`Default ${fallback}, at most ${most}.`);
export const version = z
  .string()
  .regex(/^\d{1,15}$/, "Digits only.")
  .transform(Number);
export const providerAnswer = z.looseObject({
  state: z.string().max(200).optional(),
  code: z.string().max(4096).optional(),
  iss: z.string().max(1000).optional(),
  error: z.string().max(200).optional(),
});
export const resume = z
  .object({
    after: z
      .string()
      .regex(/^\d{1,15}$/, "Digits only.")
      .transform(Number)
      .optional()
      .describe("Deliver what came after this position."),
  })
  .strict();

export const audit = z.object(auditFilterShape).strict();
export const anybodysAudit = z.object({ ...auditFilterShape, userId: userIdSchema.optional() }).strict();
export const page = { before: z.string().max(40).optional(), limit: count(100, 500, 1) };
export const counting = {
  by: countUnitSchema,
  split: z.enum(["true", "false"]).optional().describe("One count for each action."),
};
export const format = { format: z.enum(["lines", "csv"]).optional().describe("JSON lines unless said otherwise.") };
export const byQuarantine = z.object({ journalId: journalIdSchema, position: version.pipe(positionSchema) });
export const because = z.string().trim().min(1).max(2000);
