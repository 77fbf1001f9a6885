// A moment in words, with the exact time in its title.
import type { ReactNode } from "react";
import { exactTime, timeInWords } from "../data/time-words.js";

export function TimeText({ at, now }: { readonly at: string; readonly now: number }): ReactNode {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeInWords(at, now)}
    </time>
  );
}
