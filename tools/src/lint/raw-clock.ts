// `new Date()` reads the clock as `Date.now()` does; the linter knows only the latter.
import { parseSync, Visitor } from "oxc-parser";
import { isCode, isTest, lineAt, type Finding, type HouseRule } from "./house-rule.js";

const library = /^packages\/holdfast\/src\/(?!runtime\/|testing\/)/;

export const rawClock: HouseRule = ({ path, text }) => {
  if (!library.test(path) || !isCode(path) || isTest(path)) return [];
  const found: Finding[] = [];
  const report = (offset: number, what: string): void => {
    found.push({ path, line: lineAt(text, offset), message: `${what} reads the clock. Take the time from the injected Clock.` });
  };
  const visitor = new Visitor({
    NewExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === "Identifier" && callee.name === "Date" && given.length === 0) report(start, "new Date()");
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type === "Identifier" && callee.name === "Date") report(start, "Date()");
    },
  });
  visitor.visit(parseSync(path, text).program);
  return found;
};
