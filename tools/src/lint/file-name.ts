// A thing has a place or a name: files are named in kebab-case after their main export, and `index.ts` is a door.
import { isCode, type HouseRule } from "./house-rule.js";

const emptyNames = new Set(["util", "utils", "helper", "helpers", "common", "lib", "misc", "shared", "types"]);
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/;
const doors = [/^(packages|apps)\/[^/]+\/src\/index\.ts$/, /^packages\/holdfast\/src\/[^/]+(\/[^/]+)?\/index\.ts$/];

/** Names of routes, as frameworks demand them in the examples, are not ours to choose. */
const namedByOthers = /^examples\//;

function faultOf(path: string): string | undefined {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  const empty = [...folders, name.replace(/\..*$/, "")].find((part) => emptyNames.has(part));
  if (empty !== undefined)
    return `"${empty}" says nothing. Name the file after its main export, or put its parts where they are used.`;
  if (!kebabCase.test(name)) return "File names are kebab-case.";
  if (name === "index.ts" && !doors.some((door) => door.test(path)))
    return "index.ts is for doors only. Name the file after its main export.";
  return undefined;
}

export const fileName: HouseRule = ({ path }) => {
  if (!isCode(path) || namedByOthers.test(path)) return [];
  const message = faultOf(path);
  return message === undefined ? [] : [{ path, line: 1, message }];
};
