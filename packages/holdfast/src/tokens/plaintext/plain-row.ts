// One row of plaintext tokens, wherever it came from, and how it is told from another of the same key.
import { createHash } from "node:crypto";
import { accountSchema, providerSchema, putTokenRequestSchema, userIdSchema } from "@holdfast/contract";
import { z } from "zod";
import { equalBytes, randomSalt } from "../../security/index.js";

/** As it was read. */
export interface PlainRow {
  /** What the source knows the row by. */
  readonly key: string;
  readonly userId: string | null;
  readonly provider: string | null;
  readonly account: string | null;
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly expiresAt: string | null;
  readonly tokenType: string | null;
  readonly scopes: readonly string[] | null;
}

const tokenRowSchema = z.object({
  key: z.string(),
  userId: userIdSchema,
  provider: providerSchema,
  account: z.nullable(accountSchema).transform((account) => account ?? "default"),
  accessToken: putTokenRequestSchema.shape.accessToken,
  refreshToken: z.nullable(putTokenRequestSchema.shape.accessToken),
  expiresAt: z.nullable(z.string()),
  tokenType: z.nullable(z.string().max(40)).transform((type) => type ?? "Bearer"),
  scopes: z.nullable(z.array(z.string().max(200)).max(200)).transform((scopes) => scopes ?? []),
});
/** A row that can be kept. */
export type TokenRow = Readonly<z.output<typeof tokenRowSchema>>;

/** The row, or what is wrong with it: names of fields and rules, never what they hold. */
export function tokenRowOf(row: PlainRow): TokenRow | string {
  const parsed = tokenRowSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, code }) => `${path.join(".")} is not valid (${code})`).join("; ");
}

/** A row whose secrets are gone already. */
export function isEmpty({ accessToken, refreshToken }: PlainRow): boolean {
  return (accessToken ?? "") === "" && (refreshToken ?? "") === "";
}

export interface Fingerprint {
  readonly salt: Buffer;
  readonly digest: Buffer;
}

export function fingerprintOf(row: Pick<TokenRow, "accessToken" | "refreshToken">, salt: Buffer = randomSalt(16)): Fingerprint {
  const hash = createHash("sha256").update(salt);
  for (const secret of [row.accessToken, row.refreshToken])
    hash.update(secret === null ? "-" : `${Buffer.byteLength(secret)}:`).update(secret ?? "");
  return { salt, digest: hash.digest() };
}

export function hasFingerprint(row: Pick<TokenRow, "accessToken" | "refreshToken">, { salt, digest }: Fingerprint): boolean {
  return equalBytes(digest, fingerprintOf(row, salt).digest);
}
