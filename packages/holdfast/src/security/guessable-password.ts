// Tells whether a password falls to the guesses that are made first: common ones, patterns, and what is known of its owner (SC-06).
import type { Options } from "@zxcvbn-ts/core";

/** What follows says nothing new of a password that begins well, and the estimate takes long for long texts. */
const looksAt = 64;
/** The estimator's scale: below 2 it takes fewer than a million guesses. */
const lowestScore = 2;
/** A shorter word is in too many others. */
const shortestWord = 4;

type Estimate = (password: string, known: string[]) => number;

let loading: Promise<Estimate> | undefined;

/**
 * `known` is what an attacker tries besides: the address, the name of the application. Case is ignored.
 * Whether fewer than a million guesses are expected to find it, by zxcvbn's estimate over the 49,000 most common passwords.
 */
export async function isGuessablePassword(password: string, known: readonly string[]): Promise<boolean> {
  loading ??= loadEstimate();
  const estimate = await loading;
  return estimate(password.slice(0, looksAt), known.flatMap(wordsOf)) < lowestScore;
}

// Some 25 MB once it is loaded, which whoever brings accounts of their own never pays.
async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const options: ConstructorParameters<typeof Options>[0] = { graphs, dictionary };
  const estimator = new ZxcvbnFactory(options);
  return (password, known) => estimator.check(password, known).score;
}

/** The text as a whole, its parts, and the parts written as one. */
function wordsOf(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+/u);
  return [text, parts.join(""), ...parts].filter(({ length }) => length >= shortestWord);
}
