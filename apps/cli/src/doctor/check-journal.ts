// Compares the journal on the disk with what the database has of it.
import { inspectJournal, type JournalLane } from "holdfast";
import { moment } from "../print/moment.js";
import { type Check, failed, ok, warning } from "./check.js";
import { noticeableLag, seconds } from "./check-server.js";

interface OnDiskOperation {
  readonly position: number;
  /** The lane that it goes through. */
  readonly lane: number;
  /** When it was accepted. */
  readonly at: string | undefined;
}

interface OnDisk {
  readonly journal: string | undefined;
  readonly last: number;
  readonly operations: readonly OnDiskOperation[];
  readonly damage: readonly string[];
}

async function readDisk(directory: string): Promise<OnDisk | undefined> {
  let journal: string | undefined;
  let last = 0;
  const operations: OnDiskOperation[] = [];
  const damage: string[] = [];
  try {
    for await (const finding of inspectJournal(directory)) {
      if (finding.kind === "segment") {
        journal = finding.journal;
        // A segment begins with the position of its first entry.
        last = Math.max(last, finding.first - 1);
      } else if (finding.kind === "entry" && !finding.superseded) {
        last = Math.max(last, finding.position);
        const { at, lane } = finding.body as { readonly at?: unknown; readonly lane?: unknown };
        operations.push({
          position: finding.position,
          lane: typeof lane === "number" ? lane : 0,
          at: typeof at === "string" ? at : undefined,
        });
      }
      if (finding.kind === "damage") damage.push(`${finding.file} at byte ${finding.offset}: ${finding.problem}`);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  return { journal, last, operations, damage };
}

export interface JournalSurroundings {
  /** Undefined when the database could not be asked. */
  readonly lanes: readonly JournalLane[] | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A server answers: what has waited for a moment only is under way. */
  readonly isServed: boolean;
}

export async function checkJournal(directory: string, { lanes, now, isServed }: JournalSurroundings): Promise<Check> {
  const name = "Journal";
  const disk = await readDisk(directory);
  if (disk === undefined || disk.journal === undefined)
    return warning(name, `There is no journal in ${directory} yet.`, "The first `holdfast serve` makes it.");
  const [first] = disk.damage;
  if (first !== undefined)
    return failed(name, `Damaged: ${first}.`, "See `holdfast journal inspect`, and restore the file from a copy.");
  if (lanes === undefined)
    return warning(name, `Up to position ${disk.last}; the database was not asked.`, "Make the database reachable.");
  const own = lanes.filter(({ journalId }) => journalId === disk.journal);
  if (own.length === 0)
    return warning(
      name,
      `The database does not know this journal, which is at position ${disk.last}.`,
      "Is this the right database? The next start of a server makes it known.",
    );
  const furthest = Math.max(...own.map(({ position }) => position));
  if (furthest > disk.last)
    return failed(
      name,
      `The database is at position ${furthest}, beyond the journal's ${disk.last}.`,
      "An older copy of the journal was put in place. Restore the newest one.",
    );
  return checkPending(disk, own, { lanes, now, isServed });
}

/** An operation is in the database when its lane has come so far; a lane without a row has nothing. */
function checkPending(
  { last, operations }: OnDisk,
  lanes: readonly JournalLane[],
  { now, isServed }: JournalSurroundings,
): Check {
  const name = "Journal";
  const reached = new Map(lanes.map(({ lane, position }) => [lane, position]));
  const least = Math.min(...reached.values());
  const pending = operations.filter(({ position, lane }) => position > (reached.get(lane) ?? least));
  const applied = lanes.reduce((sum, lane) => sum + lane.applied, 0);
  const quarantined = lanes.reduce((sum, lane) => sum + lane.quarantined, 0);
  const counts = `Position ${last} on the disk; in the database: ${applied} applied, ${pending.length} pending, ${quarantined} quarantined.`;
  const [oldest] = pending;
  if (oldest === undefined) {
    const latest = lanes
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1);
    return ok(name, `${counts} The last were applied at ${moment(latest)}.`);
  }
  const lag = Math.max(0, (now - Date.parse(oldest.at ?? "")) / 1000);
  const found = `${counts} The oldest that waits is of ${moment(oldest.at)}, ${seconds(lag)} ago.`;
  if (isServed && lag < noticeableLag) return ok(name, found);
  return warning(name, found, "A running server applies them by itself; when none runs, start it.");
}
