// The first line of a file says in one sentence why it exists.
import { isCode, type HouseRule } from "./house-rule.js";

const comment = /^(\/\/ \S.{8,}|\/\*\*? \S.{8,})/;

export const firstLine: HouseRule = ({ path, text }) => {
  if (!isCode(path)) return [];
  const [first = "", second = ""] = text.split("\n");
  const line = first.startsWith("#!") ? second : first;
  if (comment.test(line)) return [];
  return [{ path, line: 1, message: "The first line is a comment that says in one sentence why the file exists." }];
};
