// Names every record for good: a UUID of version 5 (RFC 9562, section 5.5) from its reference.
import { createHash } from "node:crypto";

const namespace = Buffer.from("7d2f0c1e5b8a4f6392d4a1c07e53b9f8", "hex");

export const recordId = (reference: string): string => {
  const bytes = createHash("sha1").update(namespace).update(reference).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};
