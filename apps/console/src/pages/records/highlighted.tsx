// A text with the beginnings of words marked that a search has found.
import type { ReactNode } from "react";

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The text cut where a searched word begins and ends: every second piece is a hit. */
export function hitPieces(text: string, search: string): readonly string[] {
  const words = search.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  if (words.length === 0) return [text];
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${words.map(escaped).join("|")})`, "giu"));
}

export function Highlighted({ text, search }: { readonly text: string; readonly search: string }): ReactNode {
  // oxlint-disable-next-line react/no-array-index-key -- the pieces have no other identity than their place
  return hitPieces(text, search).map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece));
}
