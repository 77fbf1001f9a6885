// What the tests of the journal share: a journal on a simulated disk, with a clock that tests move.
import type { Position } from "@holdfast/contract";
import { systemClock, type Clock } from "../../runtime/clock.js";
import { silentLog, type Facts, type Log } from "../../runtime/log.js";
import { inspectJournal, type Finding } from "./inspect-journal.js";
import type { Journal, JournalOptions } from "./journal.js";
import { openJournal } from "./open-journal.js";
import type { ProcessTable } from "./process-table.js";
import type { SimulatedDisk } from "./simulated-disk.js";

export const directory = "/journal";

export interface Body {
  readonly n: number;
  readonly text?: string;
}

/** Time that passes only when a test says so, or when somebody pauses. */
export class TestClock implements Clock {
  time = 1_000_000;
  now = () => this.time;
  timestamp = () => new Date(this.time).toISOString();
  monotonic = () => this.time;
  uuid = () => systemClock.uuid();
  random = () => 0.5;
  pause = async (milliseconds: number) => {
    this.time += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  };
}

/** Every earlier process is gone: what a restart finds. */
const processes: ProcessTable = {
  self: async () => ({ pid: 1, started: null, boot: null, host: "test" }),
  look: async () => "gone",
};

export class RecordingLog implements Log {
  readonly warnings: { message: string; facts: Facts | undefined }[] = [];
  debug = silentLog.debug;
  info = silentLog.info;
  error = silentLog.error;
  warn = (message: string, facts?: Facts) => void this.warnings.push({ message, facts });
}

export function open(files: SimulatedDisk, options: Partial<JournalOptions> = {}): Promise<Journal<Body>> {
  return openJournal<Body>({
    directory,
    files,
    processes,
    clock: new TestClock(),
    log: silentLog,
    segmentBytes: 1024,
    ...options,
  });
}

/** Appends bodies `{n}` with these numbers together, and waits until they are durable. */
export async function appendAll(journal: Journal<Body>, ...numbers: readonly number[]): Promise<void> {
  await Promise.all(numbers.map((n) => journal.append({ n }).durable));
}

/** Appends each as a batch of its own. */
export async function appendEach(journal: Journal<Body>, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await appendAll(journal, n);
}

/** The numbers that are read back; throws when positions are not consecutive. */
export async function readNumbers(journal: Journal<Body>, after = 0): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const { position, body } of journal.read(after as Position)) {
    if (position !== after + numbers.length + 1) throw new Error(`position ${position} is out of order`);
    numbers.push(body.n);
  }
  return numbers;
}

export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

export async function segmentFiles(disk: SimulatedDisk): Promise<readonly string[]> {
  return (await disk.list(directory))
    .filter((name) => name.endsWith(".journal"))
    .toSorted()
    .map((name) => `${directory}/${name}`);
}

/** Lets everything go on that can, up to the next turn of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Everything that inspecting the directory finds. */
export async function inspectAll(disk: SimulatedDisk): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of inspectJournal(directory, disk)) findings.push(finding);
  return findings;
}
