// Runs test vectors of project Wycheproof against the very functions that seal secrets (TK-07).
import { HoldfastError } from "@holdfast/contract";
import { equalBytes } from "../constant-time.js";
import { decryptGcm, encryptGcm, hkdfSha256, hmacSha256, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from "../primitive.js";
import {
  type AeadVector,
  algorithms,
  type HkdfVector,
  type MacVector,
  type Vector,
  type VectorFile,
  vectorFileSchema,
} from "./vector-file.js";

export interface VectorReport {
  readonly algorithm: (typeof algorithms)[number];
  readonly passed: number;
  /** Vectors that our functions judge otherwise than the file. */
  readonly failed: readonly FailedVector[];
  /** Vectors of other sizes of key, nonce or tag than ours: nothing here could use them. */
  readonly notApplicable: number;
}

export interface FailedVector {
  readonly id: number;
  readonly comment: string;
  readonly problem: string;
}

/** What is wrong with our answer to a vector; undefined when nothing is. */
type Judge<One extends Vector> = (vector: One) => string | undefined;

const mac = { bits: 256 } as const;

/** Undefined for a file of another algorithm. Throws invalid_request for one of ours that does not have the form. */
export function checkVectors(document: unknown): VectorReport | undefined {
  const algorithm: unknown = typeof document === "object" && document !== null ? Reflect.get(document, "algorithm") : undefined;
  if (!algorithms.some((one) => one === algorithm)) return undefined;
  const parsed = vectorFileSchema.safeParse(document);
  if (parsed.success) return checkFile(parsed.data);
  throw new HoldfastError("invalid_request", {
    what: `The file of vectors for ${String(algorithm)} does not have the form of project Wycheproof.`,
    why: parsed.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join(".")}: ${message}`)
      .join("; "),
    action: "Give the directory testvectors_v1 of its repository.",
  });
}

function checkFile(file: VectorFile): VectorReport {
  switch (file.algorithm) {
    case "AES-GCM": {
      const isOurs = (group: (typeof file.testGroups)[number]): boolean =>
        group.keySize === KEY_BYTES * 8 && group.ivSize === NONCE_BYTES * 8 && group.tagSize === TAG_BYTES * 8;
      return report(file.algorithm, file.testGroups, isOurs, judgeGcm);
    }
    case "HKDF-SHA-256":
      return report(file.algorithm, file.testGroups, () => true, judgeHkdf);
    case "HMACSHA256":
      return report(file.algorithm, file.testGroups, ({ tagSize }) => tagSize === mac.bits, judgeMac);
  }
}

function report<One extends Vector, Group extends { readonly tests: readonly One[] }>(
  algorithm: VectorReport["algorithm"],
  groups: readonly Group[],
  isOurs: (group: Group) => boolean,
  judge: Judge<One>,
): VectorReport {
  const ours = groups.filter(isOurs).flatMap(({ tests }) => tests);
  const all = groups.reduce((sum, { tests }) => sum + tests.length, 0);
  const failed = ours.flatMap((vector) => {
    const problem = judge(vector);
    return problem === undefined ? [] : [{ id: vector.tcId, comment: vector.comment, problem }];
  });
  return { algorithm, passed: ours.length - failed.length, failed, notApplicable: all - ours.length };
}

const judgeGcm: Judge<AeadVector> = ({ key, iv: nonce, aad: additionalData, msg, ct: ciphertext, tag, result }) => {
  const opened = decryptGcm({ key, nonce, additionalData }, { ciphertext, tag });
  if (result === "invalid") return opened === undefined ? undefined : "a changed ciphertext opens";
  if (opened === undefined) return result === "valid" ? "it does not open" : undefined;
  if (!equalBytes(msg, opened)) return "it opens to something else";
  const sealed = encryptGcm({ key, nonce, additionalData }, msg);
  const isSame = equalBytes(ciphertext, sealed.ciphertext) && equalBytes(tag, sealed.tag);
  return isSame ? undefined : "it is sealed to something else";
};

const judgeHkdf: Judge<HkdfVector> = ({ ikm, salt, info, size, okm, result }) => {
  const derived = attempt(() => hkdfSha256(ikm, salt, info, size));
  if (result === "invalid") return derived === undefined ? undefined : "more is derived than the algorithm allows";
  if (derived === undefined) return result === "valid" ? "nothing is derived" : undefined;
  return equalBytes(okm, derived) ? undefined : "something else is derived";
};

const judgeMac: Judge<MacVector> = ({ key, msg, tag, result }) => {
  const isEqual = equalBytes(tag, hmacSha256(key, msg));
  if (result === "invalid") return isEqual ? "a changed tag is taken for right" : undefined;
  return isEqual || result === "acceptable" ? undefined : "the tag differs";
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
