// The format of docs/explanation/sealing.md with nothing but what Node brings along: what sealing costs without us.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export interface BareSeal {
  readonly salt: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const additionalData = Buffer.alloc(110, "the place of a secret");

function materialOf(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, "holdfast/v1/seal", 44));
}

export function sealBare(key: Buffer, plaintext: Buffer): BareSeal {
  const salt = randomBytes(16);
  const material = materialOf(key, salt);
  const cipher = createCipheriv("aes-256-gcm", material.subarray(0, 32), material.subarray(32));
  cipher.setAAD(additionalData);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { salt, ciphertext, tag: cipher.getAuthTag() };
}

export function openBare(key: Buffer, { salt, ciphertext, tag }: BareSeal): Buffer {
  const material = materialOf(key, salt);
  const decipher = createDecipheriv("aes-256-gcm", material.subarray(0, 32), material.subarray(32));
  decipher.setAAD(additionalData).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
