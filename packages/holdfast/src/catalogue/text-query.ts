// Turns what people type into a text search: every word must occur, each matched from its beginning.

// Letters, marks and digits make a word; everything else divides words.
const word = /[\p{L}\p{M}\p{Nd}]+/gu;
const startsWithWord = /[\p{L}\p{M}\p{Nd}].*/u;
const endsWithWord = /.*[\p{L}\p{M}\p{Nd}]/u;

// Quoted, so that nothing in it is an operator. Without quotes and backslashes inside, there is nothing to escape.
const prefix = (lexeme: string): string => `'${lexeme}':*`;

// PostgreSQL's parser reads the 19 of "COVID-19" as a negative number.
const anyOf = (found: string): string => (/^\d/.test(found) ? `(${prefix(found)} | ${prefix(`-${found}`)})` : prefix(found));

// "and/or", "1.5" and "2015/12" are one lexeme for PostgreSQL's parser in some texts and several in others: either will do.
function chunkQuery(chunk: string): string | undefined {
  const words = chunk.match(word);
  if (words === null) return undefined;
  const apart = words.map(anyOf).join(" & ");
  const core = endsWithWord.exec(startsWithWord.exec(chunk)?.[0] ?? "")?.[0] ?? "";
  const whole = core.replaceAll(/['\\\0]/g, " ");
  return words.length === 1 && whole === words[0] ? apart : `(${prefix(whole)} | ${apart})`;
}

/** The query for `to_tsquery('simple', …)`; null when the text has no word, which is no filter at all. */
export function textQueryOf(text: string | undefined): string | null {
  const parts = (text ?? "").split(/\s+/u).flatMap((chunk) => chunkQuery(chunk) ?? []);
  return parts.length === 0 ? null : parts.join(" & ");
}
