// The checksum of issued token texts (CRC-32 of ISO 3309): in plain JavaScript, because for 50 characters the call into zlib costs more.

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 of the first `end` characters of an ASCII text, as an unsigned number. */
export function crc32OfAscii(text: string, end: number): number {
  let crc = -1;
  for (let at = 0; at < end; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(at)) & 0xff] as number);
  return ~crc >>> 0;
}
