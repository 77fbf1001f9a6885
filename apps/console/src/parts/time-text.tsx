// A moment in words, with the exact time in its title.
import type { ReactNode } from "react";
import { exactTime, timeInWords } from "../data/time-words.js";

interface TimeTextProps {
  readonly at: string;
  readonly now: number;
  /** What has happened is never in the future, even when the server's clock is ahead of this one. */
  readonly past?: boolean;
}

export function TimeText({ at, now, past = false }: TimeTextProps): ReactNode {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeInWords(at, past ? Math.max(now, Date.parse(at)) : now)}
    </time>
  );
}
