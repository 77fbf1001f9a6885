// A wall clock that somebody sets wrong must not end every session, limit and retention at once: jumps are followed when the database agrees.
import { type Clock, isoMicroseconds } from "./clock.js";
import type { Log } from "./log.js";

export interface SteadyClockOptions {
  readonly clock: Clock;
  /** What another clock says, in milliseconds since 1970: the database's. */
  readonly reference: () => Promise<number>;
  readonly log: Log;
}

/** What daily correction of a clock amounts to, and more than two machines that are kept in time differ. */
const tolerance = 60_000;
const askEvery = 10_000;

/**
 * The same clock as long as its wall time goes on as its monotonic time does. When it jumps, time goes on as before; the reference is
 * asked, and when it says the same as the clock that jumped, that one is followed. So a machine that slept or was put right is right at
 * once, and one that was put wrong changes nothing (F10).
 */
export function createSteadyClock({ clock, reference, log }: SteadyClockOptions): Clock {
  let [wall, monotonic] = [clock.now(), clock.monotonic()];
  let askedAt = Number.NEGATIVE_INFINITY;

  const expectedAt = (moment: number): number => wall + (moment - monotonic);

  function follow(time: number, moment: number): void {
    wall = time;
    monotonic = moment;
  }

  async function ask(): Promise<void> {
    const minutes = Math.round((clock.now() - expectedAt(clock.monotonic())) / 60_000);
    try {
      if (Math.abs((await reference()) - clock.now()) > tolerance) {
        log.error("The clock of this machine jumped, and the database does not agree; time goes on as before.", { minutes });
        return;
      }
      log.warn("The clock of this machine jumped, and the database agrees; it is followed.", { minutes });
      follow(clock.now(), clock.monotonic());
    } catch (error) {
      log.warn("The clock of this machine jumped; whether rightly is not known yet.", { minutes, reason: String(error) });
    }
  }

  /** What the clock should say; undefined when what it does say can be believed. */
  function correction(): number | undefined {
    const [time, moment] = [clock.now(), clock.monotonic()];
    const steady = expectedAt(moment);
    if (Math.abs(time - steady) <= tolerance) {
      follow(time, moment);
      return undefined;
    }
    if (moment - askedAt >= askEvery) {
      askedAt = moment;
      void ask();
    }
    return steady;
  }

  return {
    now: () => correction() ?? wall,
    timestamp: () => {
      const steady = correction();
      return steady === undefined ? clock.timestamp() : isoMicroseconds(steady);
    },
    monotonic: () => clock.monotonic(),
    uuid: () => clock.uuid(),
    random: () => clock.random(),
    pause: (milliseconds, signal) => clock.pause(milliseconds, signal),
  };
}
