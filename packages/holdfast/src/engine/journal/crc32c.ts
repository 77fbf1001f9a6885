// CRC32C, because Node has only the other CRC-32: the checksum of every line of a journal (JO-02).

const reflectedPolynomial = 0x82f63b78;
const slices = 8;

/** `slices` tables of 256: the first is the ordinary one, table k moves a byte k places further. */
const table = ((): Int32Array => {
  const built = new Int32Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
    built[byte] = crc;
  }
  for (let at = 256; at < built.length; at++) {
    const before = byteOf(built, at - 256);
    built[at] = (before >>> 8) ^ byteOf(built, before & 0xff);
  }
  return built;
})();

/** Every index below is in range by construction; the compiler cannot know. */
function byteOf(array: Int32Array | Uint8Array, index: number): number {
  return array[index] as number;
}

/**
 * The CRC32C (Castagnoli) of `bytes[start..end)`, unsigned, as in RFC 3720 appendix B.4.
 * Eight bytes a step: "slicing-by-8", Kounavis and Berry, 2005.
 */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = -1;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    crc ^= byteOf(bytes, i) | (byteOf(bytes, i + 1) << 8) | (byteOf(bytes, i + 2) << 16) | (byteOf(bytes, i + 3) << 24);
    crc =
      byteOf(table, 1792 + (crc & 0xff)) ^
      byteOf(table, 1536 + ((crc >>> 8) & 0xff)) ^
      byteOf(table, 1280 + ((crc >>> 16) & 0xff)) ^
      byteOf(table, 1024 + (crc >>> 24)) ^
      byteOf(table, 768 + byteOf(bytes, i + 4)) ^
      byteOf(table, 512 + byteOf(bytes, i + 5)) ^
      byteOf(table, 256 + byteOf(bytes, i + 6)) ^
      byteOf(table, byteOf(bytes, i + 7));
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ byteOf(table, (crc ^ byteOf(bytes, i)) & 0xff);
  return ~crc >>> 0;
}
