// Accounts, for applications that bring none (AC-01).
import { z } from "zod";
import { timestampSchema, userIdSchema } from "./id.js";
import { sessionSchema } from "./token.js";

export const emailSchema = z.email().max(254);

/** At least 10 characters; any characters, spaces included. */
const newPasswordSchema = z.string().min(10).max(1024);

export const credentialsSchema = z
  .object({ email: emailSchema, password: newPasswordSchema })
  .strict()
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof credentialsSchema>;

/** `cookie` for browsers (the default), `bearer` for programs: the token is then in the answer, once. */
export const signInRequestSchema = z
  .object({
    email: emailSchema,
    password: z.string().min(1).max(1024),
    transport: z.enum(["cookie", "bearer"]).default("cookie"),
  })
  .strict()
  .meta({ id: "SignInRequest" });
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const accountSummarySchema = z
  .object({
    id: userIdSchema,
    email: z.string(),
    role: z.enum(["user", "admin"]),
    createdAt: timestampSchema,
    emailVerifiedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof accountSummarySchema>;

export const signedInSchema = z
  .object({ account: accountSummarySchema, session: sessionSchema, token: z.string().optional() })
  .meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof signedInSchema>;

export const passwordChangeSchema = z
  .object({ current: z.string().min(1).max(1024), next: newPasswordSchema })
  .strict()
  .meta({ id: "PasswordChange" });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const passwordChangedSchema = z
  .object({
    /** How many other sessions were ended. */
    revokedSessions: z.int(),
  })
  .meta({ id: "PasswordChanged" });
export type PasswordChanged = z.infer<typeof passwordChangedSchema>;

export const passwordResetRequestSchema = z.object({ email: emailSchema }).strict().meta({ id: "PasswordResetRequest" });

/** The token of a link that was mailed. */
const linkToken = z.string().min(1).max(200);

export const passwordResetSchema = z
  .object({ token: linkToken, password: newPasswordSchema })
  .strict()
  .meta({ id: "PasswordReset" });
export type PasswordReset = z.infer<typeof passwordResetSchema>;

export const emailVerificationSchema = z.object({ token: linkToken }).strict().meta({ id: "EmailVerification" });
