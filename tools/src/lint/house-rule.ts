// What a rule of the house looks at and what it answers.

export interface SourceText {
  /** Path from the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong and what to do instead. */
  readonly message: string;
}

/** Looks at one file and answers what is wrong with it. */
export type HouseRule = (source: SourceText) => readonly Finding[];

/** The line, from 1, in which a place of a text lies. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
