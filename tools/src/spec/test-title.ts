// Finds the titles of tests in source text with a real parser, so that strings, templates and tables of cases all count.
import { parseSync, Visitor, type Argument, type CallExpression, type Expression } from "oxc-parser";
import { idPattern } from "./rule.js";

export interface TestTitle {
  readonly title: string;
  /** The ids at its beginning: `[SY-02] …`, `[SY-02, JO-03] …`, `[SY-02][JO-03] …`. */
  readonly ids: readonly string[];
}

const testFunctions = new Set(["it", "test", "describe", "suite", "bench"]);
const citation = new RegExp(String.raw`^\s*((?:\[\s*${idPattern}(?:\s*,\s*${idPattern})*\s*\]\s*)+)`);
const everyId = new RegExp(idPattern, "g");

/** The ids that a title begins with; none when it does not begin with a bracket. */
export function citedIds(title: string): readonly string[] {
  return citation.exec(title)?.[1]?.match(everyId) ?? [];
}

/** `it`, `it.each(…)`, `describe.concurrent`, `test.each\`…\`` all begin with the same word. */
function firstWord(callee: Expression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type === "MemberExpression") return firstWord(callee.object as Expression);
  if (callee.type === "CallExpression") return firstWord(callee.callee as Expression);
  if (callee.type === "TaggedTemplateExpression") return firstWord(callee.tag);
  return undefined;
}

/** The text of a title as far as it is known before the test runs: what is filled in later appears as `${…}`. */
function literalText(node: Expression): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis.map((part) => part.value.cooked ?? part.value.raw).join("${…}");
  if (node.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  return `${literalText(node.left as Expression) ?? "${…}"}${literalText(node.right) ?? "${…}"}`;
}

type Tables = ReadonlyMap<string, readonly string[]>;

/** The first word of each row of a table of cases: what a title of `%s` becomes. */
function rowTitles(table: Argument | Expression | null | undefined, tables: Tables): readonly string[] {
  if (table?.type === "Identifier") return tables.get(table.name) ?? [];
  if (table?.type !== "ArrayExpression") return [];
  return table.elements.flatMap((row) => {
    const first = row?.type === "ArrayExpression" ? row.elements[0] : row;
    const text = first === null || first === undefined || first.type === "SpreadElement" ? undefined : literalText(first);
    return text === undefined ? [] : [text];
  });
}

function titlesOf(call: CallExpression, tables: Tables): readonly string[] {
  const [first] = call.arguments;
  if (first === undefined || first.type === "SpreadElement") return [];
  const title = testFunctions.has(firstWord(call.callee as Expression) ?? "") ? literalText(first) : undefined;
  if (title === "%s" && call.callee.type === "CallExpression") return rowTitles(call.callee.arguments[0], tables);
  return title === undefined ? [] : [title];
}

/** Every title in one file, in order. Throws when the file is not TypeScript. */
export function readTestTitles(file: string, text: string): readonly TestTitle[] {
  const { program, errors } = parseSync(file, text);
  const [broken] = errors;
  if (broken !== undefined) throw new Error(`${file} cannot be read: ${broken.message}`);
  const tables = new Map<string, readonly string[]>();
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === "Identifier") tables.set(id.name, rowTitles(init, tables));
    },
  }).visit(program);
  const titles: TestTitle[] = [];
  const visitor = new Visitor({
    CallExpression: (call) => {
      for (const title of titlesOf(call, tables)) titles.push({ title, ids: citedIds(title) });
    },
  });
  visitor.visit(program);
  return titles;
}
