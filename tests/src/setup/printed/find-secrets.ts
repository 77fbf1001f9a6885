// Finds secrets in what a run of the tests printed (SC-05): tokens of ours, which carry a checksum, and passwords of the people in tests.
import { crc32 } from "node:zlib";

const tokenForm = /(?<![A-Za-z0-9])[a-z][a-z0-9]{1,15}_[A-Za-z0-9_-]{43}[A-D][A-Za-z0-9_-]{5}(?![A-Za-z0-9_-])/g;
const CHECKSUM = 6;

/** As `join` of the server's tests makes them. */
const passwordForm = /the pass phrase of [a-z]+/g;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Tells a token from what only looks like one. */
function isToken(text: string): boolean {
  const sum = crc32(text.slice(0, -CHECKSUM));
  const digits = Array.from({ length: CHECKSUM }, (_, at) => alphabet[(sum >>> (30 - 6 * at)) & 63]);
  return digits.join("") === text.slice(-CHECKSUM);
}

export interface FoundSecret {
  readonly kind: "token" | "password";
  /** Where, with the secret itself left out. */
  readonly line: string;
}

export function findSecrets(text: string): readonly FoundSecret[] {
  return text.split("\n").flatMap((line) => {
    const tokens = [...line.matchAll(tokenForm)].map(([found]) => found).filter(isToken);
    const passwords = [...line.matchAll(passwordForm)].map(([found]) => found);
    const shown = [...tokens, ...passwords].reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), line).slice(0, 300);
    return [
      ...tokens.map(() => ({ kind: "token", line: shown }) as const),
      ...passwords.map(() => ({ kind: "password", line: shown }) as const),
    ];
  });
}
