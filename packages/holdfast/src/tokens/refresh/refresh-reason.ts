// Why an account has to be connected again, in the words that its owner reads.

export const answerLostTwice =
  "The answer to a refresh was lost, and so was that to the one retry, so it is not known which refresh token is the right one.";

/** `lost`: an earlier call of the same generation ended without an answer. */
export function deadReason(said: string, lost: boolean): string {
  return lost ? `The answer to a refresh was lost, and the provider accepts the refresh token no longer. ${said}` : said;
}
