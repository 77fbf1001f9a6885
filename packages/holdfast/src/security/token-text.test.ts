// TK-04: junk and typos are refused without a query, and scanners can recognise a token.
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { base64urlAlphabet as alphabet } from "./token-checksum.js";
import {
  builtInPrefixes,
  mintTokenText,
  parseTokenText,
  tokenKeyIn,
  tokenKeyOf,
  tokenPrefixPattern,
  tokenTextPattern,
} from "./token-text.js";

const prefixes = fc.stringMatching(tokenPrefixPattern);
// Made once by the format's description alone: the body is 32 bytes 0, 1, 2, …, 31.
const known = "hfs_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8BIEhcF";

test("[TK-04] a known text parses, and its hash is the SHA-256 of the whole text", () => {
  const parsed = parseTokenText(known);
  expect(parsed?.prefix).toBe("hfs");
  expect(parsed?.hash).toEqual(createHash("sha256").update(known).digest());
});

test("[TK-04] the checksum is CRC-32 in six characters of base64url", () => {
  const number = crc32(known.slice(0, -6));
  const expected = [30, 24, 18, 12, 6, 0].map((shift) => alphabet.charAt(Math.floor(number / 2 ** shift) % 64)).join("");
  expect(known.slice(-6)).toBe(expected);
});

test("[TK-04] what is minted parses, with the same prefix, hash and map key", () => {
  fc.assert(
    fc.property(prefixes, (prefix) => {
      const { secret, hash } = mintTokenText(prefix);
      const parsed = parseTokenText(secret.reveal());
      expect(parsed?.prefix).toBe(prefix);
      expect(parsed?.hash).toEqual(hash);
      expect(parsed?.key).toBe(tokenKeyOf(hash));
      expect(secret.length).toBe(prefix.length + 50);
    }),
  );
});

test("[TK-04] every substitution of one character is refused", () => {
  const survivors: string[] = [];
  for (const text of samples()) {
    for (let at = 0; at < text.length; at++) {
      for (const character of `${alphabet} .é€`)
        survivors.push(...surviving(text, text.slice(0, at) + character + text.slice(at + 1)));
    }
  }
  expect(survivors).toEqual([]);
});

test("[TK-04] every transposition of two characters is refused", () => {
  const survivors: string[] = [];
  for (const text of samples()) {
    for (let first = 0; first < text.length; first++) {
      for (let second = first + 1; second < text.length; second++) {
        const swapped = [...text];
        [swapped[first], swapped[second]] = [text.charAt(second), text.charAt(first)];
        survivors.push(...surviving(text, swapped.join("")));
      }
    }
  }
  expect(survivors).toEqual([]);
});

test("[TK-04] every lost, doubled or added character is refused", () => {
  const survivors: string[] = [];
  for (const text of samples()) {
    for (let at = 0; at < text.length; at++) {
      survivors.push(...surviving(text, text.slice(0, at) + text.slice(at + 1)));
      survivors.push(...surviving(text, text.slice(0, at) + text.charAt(at) + text.slice(at)));
    }
    survivors.push(...surviving(text, ` ${text}`), ...surviving(text, `${text}\n`), ...surviving(text, text.toUpperCase()));
  }
  expect(survivors).toEqual([]);
});

test("[TK-04] junk is refused", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), (junk) => parseTokenText(junk) === undefined));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9]{1,15}_[A-Za-z0-9_-]{49}$/), (junk) => parseTokenText(junk) === undefined),
  );
  expect(parseTokenText("x".repeat(10_000_000))).toBeUndefined();
});

test("[TK-04] characters outside ASCII that would share a checksum are refused", () => {
  const beyond = String.fromCharCode(known.charCodeAt(10) + 256);
  expect(parseTokenText(known.slice(0, 10) + beyond + known.slice(11))).toBeUndefined();
});

test("[TK-04] the scanner's pattern finds tokens in text and nothing else", () => {
  const { secret } = mintTokenText(builtInPrefixes.session);
  const found = tokenTextPattern.exec(`Authorization: Bearer ${secret.reveal()}; path=/`);
  expect(found?.[0]).toBe(secret.reveal());
  expect(tokenTextPattern.test(`sha256_${"a".repeat(64)}`)).toBe(false);
});

test.each(["", "a", "Abc", "1ab", "a_b", "a-b", "a".repeat(17), "hfs_"])("[TK-04] the prefix %j cannot be minted", (prefix) => {
  expect(() => mintTokenText(prefix)).toThrow("cannot be the prefix");
});

function samples(): readonly string[] {
  return [known, ...Object.values(builtInPrefixes).map((prefix) => mintTokenText(prefix).secret.reveal())];
}

function surviving(original: string, typo: string): readonly string[] {
  return typo !== original && parseTokenText(typo) !== undefined ? [typo] : [];
}

test("[TK-04] [PF-01] the key of a text is that of its token, and only under its own prefix and at its own length", () => {
  for (const text of samples()) {
    const { key, prefix } = parseTokenText(text)!;
    expect(tokenKeyIn(text, prefix)).toBe(key);
    const others = [`x${text}`, text.slice(1), `${text}A`, text.replace("_", "-")];
    expect(others.map((other) => tokenKeyIn(other, prefix))).toEqual([undefined, undefined, undefined, undefined]);
    expect(tokenKeyIn(text, `${prefix}x`)).toBeUndefined();
    expect(tokenKeyIn(text, prefix.slice(1))).toBeUndefined();
  }
});
