// Each statement of SQL has a file of its own in a `sql` folder: reviewers read statements, not glue.
import { parseSync, Visitor } from "oxc-parser";
import { isCode, isTest, lineAt, type Finding, type HouseRule } from "./house-rule.js";

/**
 * Whole-system tests, scenarios and measurements look into the database from outside; what the login of an administrator runs before
 * there is a schema is read together with its order.
 */
const searched =
  /^(packages|apps|tools)\/(?!holdfast\/src\/(testing\/|tokens\/refresh\/judge\/|database\/(migrate|provision)\.ts))/;
const sqlFolder = /\/sql\//;

const statements = [
  /^\s*select\s[\s\S]*\sfrom\s/,
  /^\s*insert\s+into\s/,
  /^\s*update\s+[\w."]+\s+(as\s+\w+\s+)?set\s/,
  /^\s*delete\s+from\s/,
  /^\s*merge\s+into\s/,
  /^\s*copy\s+[\w."]+[\s\S]*\s(from|to)\s/,
  /^\s*with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s+(not\s+)?(materialized\s+)?\(/,
  /^\s*(create|alter|drop)\s+(or\s+replace\s+)?(table|role|schema|index|unique|function|trigger|policy|database|view|type|user|extension)\s/,
  /^\s*(grant|revoke)\s[\s\S]*\s(on|to|from)\s/,
  /^\s*truncate\s+(table\s+)?[\w."]+/,
];

/** Statements are in lower case, or, from elsewhere, in upper case; a sentence for people begins with one capital. */
export function isSql(text: string): boolean {
  const readable = /^\s*[A-Z]{4,}\s/.test(text) ? text.toLowerCase() : text;
  return statements.some((statement) => statement.test(readable));
}

export const sqlPlace: HouseRule = ({ path, text }) => {
  if (!searched.test(path) || sqlFolder.test(path) || !isCode(path) || isTest(path)) return [];
  const found: Finding[] = [];
  const check = (value: string, offset: number): void => {
    if (isSql(value))
      found.push({
        path,
        line: lineAt(text, offset),
        message: "SQL belongs into a file of its own in a sql folder of its room.",
      });
  };
  const visitor = new Visitor({
    Literal: ({ value, start }) => {
      if (typeof value === "string") check(value, start);
    },
    TemplateLiteral: ({ quasis, start }) => check(quasis.map((part) => part.value.raw).join("x"), start),
  });
  visitor.visit(parseSync(path, text).program);
  return found;
};
