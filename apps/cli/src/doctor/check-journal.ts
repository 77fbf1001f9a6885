// Compares the journal on the disk with what the database has of it.
import { inspectJournal, type JournalLane } from "holdfast";
import { moment } from "../print/moment.js";
import { type Check, failed, ok, warning } from "./check.js";

interface OnDisk {
  readonly journal: string | undefined;
  readonly last: number;
  /** When each operation was accepted, by its position. */
  readonly acceptedAt: ReadonlyMap<number, string>;
  readonly damage: readonly string[];
}

async function readDisk(directory: string): Promise<OnDisk | undefined> {
  let journal: string | undefined;
  let last = 0;
  const acceptedAt = new Map<number, string>();
  const damage: string[] = [];
  try {
    for await (const finding of inspectJournal(directory)) {
      if (finding.kind === "segment") {
        journal = finding.journal;
        // A segment begins with the position of its first entry.
        last = Math.max(last, finding.first - 1);
      } else if (finding.kind === "entry" && !finding.superseded) {
        last = Math.max(last, finding.position);
        const { at } = finding.body as { readonly at?: unknown };
        if (typeof at === "string") acceptedAt.set(finding.position, at);
      }
      if (finding.kind === "damage") damage.push(`${finding.file} at byte ${finding.offset}: ${finding.problem}`);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  return { journal, last, acceptedAt, damage };
}

/** `lanes` is undefined when the database could not be asked. */
export async function checkJournal(directory: string, lanes: readonly JournalLane[] | undefined): Promise<Check> {
  const name = "Journal";
  const disk = await readDisk(directory);
  if (disk === undefined || disk.journal === undefined)
    return warning(name, `There is no journal in ${directory} yet.`, "The first `holdfast serve` makes it.");
  const [first] = disk.damage;
  if (first !== undefined)
    return failed(name, `Damaged: ${first}.`, "See `holdfast journal inspect`, and restore the file from a copy.");
  if (lanes === undefined)
    return warning(name, `Up to position ${disk.last}; the database was not asked.`, "Make the database reachable.");
  const lane = lanes.find(({ journalId }) => journalId === disk.journal);
  if (lane === undefined)
    return warning(
      name,
      `The database does not know this journal, which is at position ${disk.last}.`,
      "Is this the right database? The next start of a server makes it known.",
    );
  const pending = disk.last - lane.position;
  if (pending < 0)
    return failed(
      name,
      `The database is at position ${lane.position}, beyond the journal's ${disk.last}.`,
      "An older copy of the journal was put in place. Restore the newest one.",
    );
  const counts = `Position ${disk.last} on the disk, ${lane.position} in the database: ${lane.applied} applied, ${pending} pending, ${lane.quarantined} quarantined.`;
  const oldest = disk.acceptedAt.get(lane.position + 1);
  return pending === 0
    ? ok(name, counts)
    : warning(
        name,
        `${counts} The oldest that waits is of ${moment(oldest)}.`,
        "A running server applies them by itself; when none runs, start it.",
      );
}
