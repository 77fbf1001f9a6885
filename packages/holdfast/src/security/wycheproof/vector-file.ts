// The files of project Wycheproof, as far as they concern us: groups of test vectors, in hexadecimal.
import { z } from "zod";

const hex = z
  .string()
  .regex(/^([0-9a-fA-F]{2})*$/)
  .transform((text) => Buffer.from(text, "hex"));
const vector = z.object({
  tcId: z.int(),
  comment: z.string().default(""),
  /** `acceptable`: an implementation may refuse it. */
  result: z.enum(["valid", "invalid", "acceptable"]),
});

const aeadGroup = z.object({
  /** Bits, like all sizes of groups. */
  keySize: z.int(),
  ivSize: z.int(),
  tagSize: z.int(),
  tests: z.array(vector.extend({ key: hex, iv: hex, aad: hex, msg: hex, ct: hex, tag: hex })),
});
const hkdfGroup = z.object({
  keySize: z.int(),
  tests: z.array(vector.extend({ ikm: hex, salt: hex, info: hex, size: z.int(), okm: hex })),
});
const macGroup = z.object({
  keySize: z.int(),
  tagSize: z.int(),
  tests: z.array(vector.extend({ key: hex, msg: hex, tag: hex })),
});

export const algorithms = ["AES-GCM", "HKDF-SHA-256", "HMACSHA256"] as const;

export const vectorFileSchema = z.discriminatedUnion("algorithm", [
  z.object({ algorithm: z.literal("AES-GCM"), testGroups: z.array(aeadGroup) }),
  z.object({ algorithm: z.literal("HKDF-SHA-256"), testGroups: z.array(hkdfGroup) }),
  z.object({ algorithm: z.literal("HMACSHA256"), testGroups: z.array(macGroup) }),
]);

export type VectorFile = z.output<typeof vectorFileSchema>;
export type Vector = z.output<typeof vector>;
export type AeadVector = z.output<typeof aeadGroup>["tests"][number];
export type HkdfVector = z.output<typeof hkdfGroup>["tests"][number];
export type MacVector = z.output<typeof macGroup>["tests"][number];
