// Gives a record that has no UUID of its own the same id at every import: a UUID made from its key (RFC 9562, version 5).
import { createHash } from "node:crypto";
import type { RecordId } from "@holdfast/contract";

/** The namespace of keys when a mapping names none. */
export const recordNamespace = "9a4e8f0c-0b7d-5c3e-8f51-6c1d2a7b3e40";

export function idFromKey(key: string, namespace: string = recordNamespace): RecordId {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const bytes = createHash("sha1").update(space).update(key, "utf8").digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-") as RecordId;
}
