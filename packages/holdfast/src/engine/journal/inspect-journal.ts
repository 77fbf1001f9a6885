// Says what is in a journal directory without locking, changing or trusting it: for people, and when opening refuses (JO-08).
import { nodeFileSystem, systemCode, type FileSystem } from "./file-system.js";
import { bodyOf, nextLine, type HeaderLine, type Line } from "./line.js";
import { segmentPaths } from "./recovery.js";
import { usedBytes } from "./segment-scan.js";

interface Found {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

export type Finding =
  | (Found & { readonly kind: "segment"; readonly first: number; readonly journal: string; readonly createdAt: string })
  | (Found & {
      readonly kind: "entry";
      readonly position: number;
      readonly synced: number;
      readonly body: unknown;
      /** A later segment holds this position again, and that one counts. */
      readonly superseded: boolean;
    })
  | (Found & { readonly kind: "closed"; readonly closedAt: string; readonly position: number })
  /** `offset` and `bytes` name what cannot be read, or does not fit where it stands. */
  | (Found & { readonly kind: "damage"; readonly problem: string })
  /** Unreadable, and nothing says that it was ever durable: the next opening cuts it. */
  | (Found & { readonly kind: "tail" });

interface State {
  /** The next position that fits; undefined before the first header. */
  expected: number | undefined;
  previous: number;
}

/** Everything in the segments of `directory`, oldest first: what can be read, and what cannot. */
export async function* inspectJournal(directory: string, files: FileSystem = nodeFileSystem): AsyncGenerator<Finding, void> {
  const paths = await segmentPaths(files, directory);
  const state: State = { expected: undefined, previous: 0 };
  for (const [index, file] of paths.entries()) {
    const buffer = await files.read(file).catch((error: unknown) => {
      if (systemCode(error) === "ENOENT") return undefined;
      throw error;
    });
    if (buffer === undefined) continue;
    const successor = paths[index + 1];
    const end = successor === undefined ? Infinity : Number(/(\d{20})\.journal$/.exec(successor)?.[1]);
    yield* inspectSegment(file, buffer, end, state);
  }
}

function* inspectSegment(file: string, buffer: Buffer, successor: number, state: State): Generator<Finding, void> {
  let offset = 0;
  for (let line = nextLine(buffer, 0); line !== undefined; line = nextLine(buffer, offset)) {
    if (line.start > offset) yield { kind: "damage", file, offset, bytes: line.start - offset, problem: "cannot be read" };
    yield* inspectLine(file, buffer, line, successor, state);
    offset = line.end;
  }
  if (offset === 0)
    yield { kind: "damage", file, offset, bytes: buffer.length, problem: "the header of the segment cannot be read" };
  const rest = usedBytes(buffer, offset) - offset;
  if (rest > 0) yield { kind: "tail", file, offset, bytes: rest };
}

function* inspectLine(file: string, buffer: Buffer, line: Line, successor: number, state: State): Generator<Finding, void> {
  const found = { file, offset: line.start, bytes: line.end - line.start };
  if (line.kind === "header") return yield* inspectHeader(found, line, state);
  if (line.kind === "closing") return yield { kind: "closed", ...found, closedAt: line.closedAt, position: line.synced };
  const { position, synced, previous, crc } = line;
  const superseded = position >= successor;
  yield { kind: "entry", ...found, position, synced, body: bodyOf(buffer, line), superseded };
  if (superseded) return;
  if (state.expected !== undefined && position !== state.expected) {
    yield { kind: "damage", ...found, problem: `entry ${state.expected} belongs here, not ${position}` };
  } else if (previous !== state.previous) {
    yield { kind: "damage", ...found, problem: `entry ${position} does not continue the one before it` };
  }
  [state.expected, state.previous] = [position + 1, crc];
}

function* inspectHeader(
  found: Found,
  { first, journal, createdAt, previous, start }: HeaderLine,
  state: State,
): Generator<Finding, void> {
  yield { kind: "segment", ...found, first, journal, createdAt };
  if (start !== 0) yield { kind: "damage", ...found, problem: "a header stands inside of a segment" };
  if (state.expected !== undefined && first !== state.expected) {
    yield { kind: "damage", ...found, problem: `entries from ${state.expected} to ${first - 1} are missing before this segment` };
  } else if (state.expected !== undefined && previous !== state.previous) {
    yield { kind: "damage", ...found, problem: `the segment does not continue entry ${first - 1}` };
  }
  [state.expected, state.previous] = [first, previous];
}
