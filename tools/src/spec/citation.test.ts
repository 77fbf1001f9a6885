// A page that cites a test which is not there is found out, and one that cites rightly is left alone.
import { expect, it } from "vitest";
import { citationFaults } from "./citation.js";

const titles = [
  { file: "packages/holdfast/src/engine/rewind.pg.test.ts", title: "[SY-10] at the start", ids: ["SY-10"] },
  { file: "packages/holdfast/src/engine/rewind.pg.test.ts", title: "[SY-09, L-25] adds up", ids: ["SY-09", "L-25"] },
];
const faults = (text: string) => citationFaults({ pages: [{ page: "A.md", text }], titles, scenarios: ["kill", "io-error"] });

it("finds a file by any of its last folders, its ids and its title", () => {
  expect(faults("| law | `rewind.pg.test.ts` [SY-10], [SY-09]; `engine/rewind.pg.test.ts` |")).toEqual([]);
  expect(faults('- `packages/holdfast/src/engine/rewind.pg.test.ts` "adds up"')).toEqual([]);
  expect(
    faults('`rewind.pg.test.ts` [SY-09, L-25], "adds up"; `npm run chaos -- kill --kills 3`, `npm run chaos -- all`'),
  ).toEqual([]);
});

it("names what is not there", () => {
  expect(faults("`wind.pg.test.ts`")).toEqual(["A.md: there is no test file wind.pg.test.ts."]);
  expect(faults("`rewind.pg.test.ts` [SY-10], [SY-11]")).toEqual(["A.md: rewind.pg.test.ts has no test of SY-11."]);
  expect(faults('`rewind.pg.test.ts` "adds down"')).toEqual(['A.md: rewind.pg.test.ts has no test "adds down".']);
  expect(faults("`npm run chaos -- io-fault`")).toEqual(["A.md: there is no scenario io-fault."]);
});
