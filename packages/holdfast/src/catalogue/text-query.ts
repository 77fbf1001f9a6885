// Turns what people type into a text search: every word must occur, each matched from its beginning.

// Letters and digits make a word; everything else divides words, here as in the column that is searched.
const word = /[\p{L}\p{Nd}]+/gu;

/** The query for `to_tsquery('simple', …)`; null when the text has no word, which is no filter at all. */
export function textQueryOf(text: string | undefined): string | null {
  const words = (text ?? "").match(word);
  // Quoted, so that nothing in it is an operator; letters and digits need no escaping.
  return words === null ? null : words.map((each) => `'${each}':*`).join(" & ");
}
