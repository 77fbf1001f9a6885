// Finds secrets in what a run of the tests printed (SC-05): tokens of ours, which carry a checksum, those of providers, and passwords.
import { crc32 } from "node:zlib";

const tokenForm = /(?<![A-Za-z0-9])[a-z][a-z0-9]{1,15}_[A-Za-z0-9_-]{43}[A-D][A-Za-z0-9_-]{5}(?![A-Za-z0-9_-])/g;
const CHECKSUM = 6;

/** As `join` of the server's tests makes them. */
const passwordForm = /the pass phrase of [a-z]+/g;

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** What tests put in as tokens of providers, what providers in tests make, and whatever stands where such a token stands. */
const heldForms = [
  /(?<![A-Za-z0-9])gh[opru]_\w{4,}/g,
  new RegExp(`(?<![A-Za-z0-9])(?:access|refresh|first|second)-${uuid}`, "g"),
  new RegExp(`(?:secret|token) of ${uuid}`, "g"),
  /provider-secret-of-the-owner|secret-token-text|a secret that is sealed|a token that nobody reads/g,
  /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g,
  /(?<="(?:access_?token|refresh_?token|id_?token|client_?secret)"\s*:\s*")(?!\[secret\]")[^"]+/gi,
  /(?<=[?&](?:access_token|refresh_token|id_token|client_secret)=)[^&\s"]+/g,
];

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Tells a token from what only looks like one. */
function isToken(text: string): boolean {
  const sum = crc32(text.slice(0, -CHECKSUM));
  const digits = Array.from({ length: CHECKSUM }, (_, at) => alphabet[(sum >>> (30 - 6 * at)) & 63]);
  return digits.join("") === text.slice(-CHECKSUM);
}

export interface FoundSecret {
  readonly kind: "token" | "held token" | "password";
  /** Where, with the secret itself left out. */
  readonly line: string;
}

function secretsIn(line: string): readonly (readonly [FoundSecret["kind"], string])[] {
  const all = (form: RegExp): readonly string[] => [...line.matchAll(form)].map(([found]) => found);
  return [
    ...all(tokenForm)
      .filter(isToken)
      .map((found) => ["token", found] as const),
    ...[...new Set(heldForms.flatMap(all))].map((found) => ["held token", found] as const),
    ...all(passwordForm).map((found) => ["password", found] as const),
  ];
}

export function findSecrets(text: string): readonly FoundSecret[] {
  return text.split("\n").flatMap((whole) => {
    const secrets = secretsIn(whole);
    const line = secrets.reduce((rest, [, secret]) => rest.replaceAll(secret, "[secret]"), whole).slice(0, 300);
    return secrets.map(([kind]) => ({ kind, line }));
  });
}
