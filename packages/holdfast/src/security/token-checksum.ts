// The checksum of issued token texts: CRC-32 (ISO 3309) and the check of the alphabet in one pass, as this runs for every request.

/** The alphabet of base64url, in order. */
export const base64urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const inAlphabet = new Uint8Array(128);
for (const character of base64urlAlphabet) inAlphabet[character.charCodeAt(0)] = 1;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/**
 * CRC-32 of the first `end` characters as an unsigned number, or -1 when one of them is outside base64url. In plain
 * JavaScript, because for 50 characters the call into zlib alone costs more.
 */
export function tokenChecksum(text: string, end: number): number {
  let crc = -1;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (inAlphabet[code] !== 1) return -1;
    crc = (crc >>> 8) ^ (TABLE[(crc ^ code) & 0xff] as number);
  }
  return ~crc >>> 0;
}
