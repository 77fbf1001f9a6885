// A clock that jumped must not empty the trail: retention believes the time only when two clocks and the seals agree (F10).
import { HoldfastError } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";
import type { RetentionClock } from "../sql/read-retention-clock.js";

const [hour, month] = [60 * 60 * 1000, 31 * 24 * 60 * 60 * 1000];

/** Throws configuration_invalid, unless `trusted` says that somebody looked at the clock. */
export function refuseJumpedClock(clock: Pick<Clock, "now">, { now, before, after }: RetentionClock, trusted: boolean): void {
  const apart = Math.abs(clock.now() - Date.parse(now));
  if (apart > hour) {
    throw refused(`The clock of this process and the one of the database are ${Math.round(apart / 60_000)} minutes apart.`);
  }
  const step = before === null ? 0 : Date.parse(after ?? now) - Date.parse(before);
  if (step > month && !trusted) {
    throw refused(
      `The last seal of the trail before this week is of ${before}, the next of ${after ?? "never"}: the clock may have jumped.`,
    );
  }
}

function refused(what: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what,
    why: "With a wrong clock retention would remove what is to be kept.",
    action: "Check the clocks; when they are right and the system only stood still, run retention once with trustClock.",
  });
}
