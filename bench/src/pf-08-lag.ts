// PF-08: how long an acknowledged operation waits until it is applied, at a steady 2,000 operations per second.
import type { Actor, RecordId } from "@holdfast/contract";
import { type Holdfast, systemClock } from "holdfast";
import { type Bench, type Claim, limit, quantile, shareOf } from "./claim.js";
import { onStage, perform, type Stage, untilApplied } from "./stage.js";

const perSecond = 2000;
const seconds = 4;
const tickMs = 5;

export const lag: Claim = {
  id: "PF-08",
  name: "lag",
  purpose: `from acknowledged to applied at ${perSecond} operations per second`,
  run: (bench) => onStage((stage) => measureLag(bench, stage)),
};

export async function measureLag(bench: Bench, stage: Stage): Promise<void> {
  const records = await stage.addRecords(2000);
  const actors = (await stage.addUsers(50)).map((userId): Actor => ({ userId }));
  const holdfast = await stage.open();
  for (const { userId } of actors) await holdfast.selections.groups(userId);
  await untilApplied(holdfast);
  const ledger = watchLag(holdfast);
  const load = { holdfast, actors, records, operations: shareOf(bench, perSecond * seconds) };
  const done = await steadyLoad(load, ledger.acknowledged);
  await untilApplied(holdfast);
  const lags = ledger.stop();
  bench.say(`PF-08: ${Math.round(done)} operations per second were acknowledged.`);
  const row = { id: "PF-08", unit: "ms", peer: limit(100), peerName: "limit" };
  bench.add({ ...row, case: "p99", ours: [quantile(lags, 0.99)], goal: "<1" });
  bench.add({ ...row, case: "p50", ours: [quantile(lags, 0.5)], goal: "" });
  await holdfast.close();
}

/** Notes when each position was acknowledged, and looks every two milliseconds how far the database is. */
function watchLag(holdfast: Holdfast): {
  readonly acknowledged: (position: number) => void;
  readonly stop: () => readonly number[];
} {
  const open = new Map<number, number>();
  const lags: number[] = [];
  const look = (): void => {
    const { appliedPosition } = holdfast.status().journal;
    const now = performance.now();
    for (const [position, since] of open) {
      if (position > appliedPosition) continue;
      lags.push(now - since);
      open.delete(position);
    }
  };
  const timer = setInterval(look, 2);
  return {
    acknowledged: (position) => void open.set(position, performance.now()),
    stop: () => {
      clearInterval(timer);
      look();
      return lags;
    },
  };
}

interface Load {
  readonly holdfast: Holdfast;
  readonly actors: readonly Actor[];
  readonly records: readonly RecordId[];
  readonly operations: number;
}

/** Sends by the clock and waits for nobody, as users do. Answers how many were acknowledged per second. */
async function steadyLoad(
  { holdfast, actors, records, operations }: Load,
  acknowledged: (position: number) => void,
): Promise<number> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < operations;) {
    const due = ((performance.now() - began) * perSecond) / 1000;
    for (; sent < Math.min(due, operations); sent += 1) {
      const recordId = records[(sent * 7919) % records.length] as RecordId;
      const actor = actors[sent % actors.length] as Actor;
      under.push(
        perform(holdfast, actor, { kind: sent % 3 === 2 ? "deselect" : "select", recordId }).then(({ position }) =>
          acknowledged(position),
        ),
      );
    }
    await systemClock.pause(tickMs);
  }
  await Promise.all(under);
  return (under.length * 1000) / (performance.now() - began);
}
