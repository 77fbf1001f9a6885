// Asks the database while memory has an answer of its own: nobody waits longer for it than patience says (TK-14).
import { HoldfastError } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";

/** Throws database_unavailable after `patience` milliseconds; the read goes on for others. */
export async function askWithin<T>(read: Promise<T>, patience: number, clock: Pick<Clock, "pause">): Promise<T> {
  const answered = new AbortController();
  const silence = clock.pause(patience, answered.signal).then((): T => {
    throw unanswered(patience);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    answered.abort();
    for (const loser of [read, silence]) loser.catch(() => undefined);
  }
}

function unanswered(patience: number): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what: `The database did not answer within ${patience} ms.`,
    why: "Memory alone does not tell whether the token still holds.",
    action: "Try again shortly.",
    retryAfterSeconds: 2,
  });
}
