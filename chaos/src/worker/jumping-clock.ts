// The system's clock, whose wall time can be set wrong while durations go on, as an administrator or a bad time server would.
import { type Clock, systemClock } from "holdfast";

export interface JumpingClock extends Clock {
  jump(milliseconds: number): void;
}

export function createJumpingClock(): JumpingClock {
  let shift = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + shift,
    timestamp: () =>
      shift === 0 ? systemClock.timestamp() : `${new Date(systemClock.now() + shift).toISOString().slice(0, -1)}000Z`,
    jump: (milliseconds) => void (shift += milliseconds),
  };
}
