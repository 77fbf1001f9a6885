// How long something read may be believed: the policy's time, shortened by chance so that entries do not all end at once.
import type { Clock } from "../../runtime/clock.js";

/** At most this part of the time is taken off. */
const jitter = 0.1;

/** min(policy with jitter, what is left), never below 0; all in milliseconds (TK-10). */
export function trustFor(policy: number, left: number, clock: Pick<Clock, "random">): number {
  return Math.max(0, Math.min(policy * (1 - jitter * clock.random()), left));
}
