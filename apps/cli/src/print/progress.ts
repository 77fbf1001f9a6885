// Progress of long work: a bar on a terminal, a line every few seconds elsewhere, nothing for programs (DX-06).
import type { Writable } from "node:stream";
import type { Clock } from "holdfast";

export interface Progress {
  /** How much is done now, of the total when that is known. */
  update(done: number): void;
  /** Ends the line. Can be called twice. */
  finish(): void;
}

export interface ProgressOptions {
  readonly stream: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly isQuiet: boolean;
  readonly clock: Pick<Clock, "monotonic">;
  readonly label: string;
  readonly total: number | undefined;
}

const silent: Progress = { update: () => undefined, finish: () => undefined };
const barWidth = 24;
const redrawMs = 80;
const lineMs = 3000;
const eraseLine = "\r\u001b[K";

const counted = (number: number): string => number.toLocaleString("en-GB");

function textOf(label: string, done: number, total: number | undefined, withBar: boolean): string {
  if (total === undefined || total === 0) return `${label}: ${counted(done)}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const bar = withBar ? ` ${"█".repeat(filled)}${"░".repeat(barWidth - filled)}` : "";
  return `${label}${withBar ? "" : ":"}${bar} ${counted(done)} of ${counted(total)} (${Math.floor(share * 100)} %)`;
}

export function createProgress({ stream, isQuiet, clock, label, total }: ProgressOptions): Progress {
  if (isQuiet) return silent;
  const isLive = stream.isTTY === true;
  const every = isLive ? redrawMs : lineMs;
  let shownAt = isLive ? -Infinity : clock.monotonic();
  let last = 0;
  let isFinished = false;
  const show = (): void => {
    const text = textOf(label, last, total, isLive);
    stream.write(isLive ? `${eraseLine}${text}` : `${text}\n`);
  };
  return {
    update: (done) => {
      last = done;
      const now = clock.monotonic();
      if (isFinished || now - shownAt < every) return;
      shownAt = now;
      show();
    },
    finish: () => {
      if (isFinished) return;
      isFinished = true;
      show();
      if (isLive) stream.write("\n");
    },
  };
}
