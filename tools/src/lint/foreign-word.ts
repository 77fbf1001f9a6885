// What is committed stands on its own: no path of a machine, none that leaves the repository, no number of a tracker.
import { lineAt, type HouseRule } from "./house-rule.js";

const foreign: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  { pattern: /\.\.\/shared\b/g, message: "This path leaves the repository." },
  { pattern: /(?<![\w.~])\/(?:home|Users|work)\/[\w.-]+/g, message: "This is a path of one machine." },
  {
    pattern: /(?<![\w/#])(?:issue|pull request|PR|fixes|closes|see) #\d+/gi,
    message: "Say what it is about; a number is of no use without the tracker.",
  },
  { pattern: /^<{7} |^>{7} /gm, message: "A merge conflict was committed." },
];

export const foreignWord: HouseRule = ({ path, text }) =>
  foreign.flatMap(({ pattern, message }) =>
    [...text.matchAll(pattern)].map(({ index, 0: word }) => ({
      path,
      line: lineAt(text, index),
      message: `${word.trim()}: ${message}`,
    })),
  );
