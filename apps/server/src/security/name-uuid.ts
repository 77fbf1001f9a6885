// A UUID made from a name in a namespace (RFC 9562, version 5): the same name is always the same user.
import { createHash } from "node:crypto";

/** The namespace of URLs. */
export const urlNamespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

export function nameUuid(namespace: string, name: string): string {
  const digest = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
