// How long each user's operations wait, as that user is told: another's that wait longer do not count.
import type { UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";

export interface UserWatch {
  readonly acknowledged: (userId: UserId, position: number) => void;
  /** Milliseconds from acknowledged to applied, of all operations. */
  readonly stop: () => readonly number[];
}

interface Watched {
  applied: number;
  readonly open: Map<number, number>;
  readonly close: () => void;
}

export async function watchUsers(holdfast: Holdfast, users: readonly UserId[]): Promise<UserWatch> {
  const lags: number[] = [];
  const watched = new Map<UserId, Watched>();
  for (const userId of users) {
    const open = new Map<number, number>();
    const subscription = await holdfast.selections.subscribe(userId, undefined, (event) => {
      if (event.type === "applied") onApplied(userId, event.position);
    });
    watched.set(userId, { applied: 0, open, close: () => subscription.close() });
  }
  function onApplied(userId: UserId, applied: number): void {
    const own = watched.get(userId);
    if (own === undefined) return;
    own.applied = applied;
    for (const [position, since] of own.open) {
      if (position > applied) continue;
      lags.push(performance.now() - since);
      own.open.delete(position);
    }
  }
  return {
    acknowledged: (userId, position) => {
      const own = watched.get(userId);
      if (own === undefined || position <= own.applied) lags.push(0);
      else own.open.set(position, performance.now());
    },
    stop: () => {
      for (const { close } of watched.values()) close();
      return lags;
    },
  };
}
