// Tests use the real component: a module that is replaced proves nothing about the one that ships.
import { isTest, lineAt, type HouseRule } from "./house-rule.js";

const replaced = /\b(?:vi|jest)\.(?:mock|doMock|unstable_mockModule)\(/g;
const slept = /\bsetTimeout\(\s*(?:resolve|done|r|ok)\b|\bawait (?:sleep|delay)\(/g;

export const testDouble: HouseRule = ({ path, text }) => {
  if (!isTest(path)) return [];
  const places = (pattern: RegExp, message: string) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ path, line: lineAt(text, index), message }));
  return [
    ...places(replaced, "Modules are not mocked. Use the real one, or a fault wrapper of holdfast/testing."),
    ...places(slept, "Tests do not sleep. Wait for the event."),
  ];
};
