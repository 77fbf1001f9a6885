// The build is quiet or clear: narration of the compiler never reaches the terminal, errors always do.
import { expect, it } from "vitest";
import { readCompilerOutput } from "./compiler-output.js";

const output = `08:01:19 AM - Projects in this build: 
    * packages/contract/tsconfig.json
    * tsconfig.json

08:01:19 AM - Project 'packages/contract/tsconfig.json' is out of date because output file 'x' does not exist

08:01:19 AM - Building project 'packages/contract/tsconfig.json'...

packages/contract/src/id.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
  The reason in a second line.
`;

it("names the projects that were compiled", () => {
  expect(readCompilerOutput(output).compiled).toEqual(["packages/contract"]);
});

it("keeps errors whole and nothing else", () => {
  expect(readCompilerOutput(output).errors).toBe(
    "packages/contract/src/id.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n  The reason in a second line.",
  );
});
