// F15: sealed secrets are changed, swapped and rolled back behind Holdfast's back; then all of them are rotated by processes that are killed.
import type { Outcome, Run, Scenario } from "../scenario.js";
import { fillPlaintext, platformTokens } from "../stage/plaintext.js";
import { onStage, type Stage } from "../stage/stage.js";
import type { StoreOrder } from "../worker/store-protocol.js";
import { rotateUnderFire } from "./keys-rotation.js";
import { tamperWithSeals } from "./keys-tampering.js";
import { untilDone } from "./until-done.js";

export const keys: Scenario = {
  name: "keys",
  fault: "F15",
  purpose:
    "sealed secrets are flipped, swapped, rolled back and left without their key; then a rotation beside two writers is killed twice",
  run: (run) => {
    const rows = run.count ?? (run.short ? 2500 : 100_000);
    return onStage({ users: rows, records: 1 }, (stage) => playKeys(run, stage));
  },
};

async function playKeys(run: Run, stage: Stage): Promise<Outcome> {
  const order: StoreOrder = stage.order;
  await fillPlaintext(stage.query, platformTokens, stage.users);
  const source = { ...platformTokens.source, url: stage.adminUrl };
  await untilDone({ program: run.program, order, name: "import", asked: { source, wipe: false }, deaths: [] });
  const tampered = await tamperWithSeals(run, stage);
  const rotated = await rotateUnderFire(run, stage);
  run.say(
    `${tampered.refused} of ${tampered.asked} reads of changed secrets were refused; ${rotated.rows} rows are under one key after ${rotated.kills} kills, ` +
      `beside ${rotated.written} writes`,
  );
  return {
    injected: tampered.injected + rotated.kills,
    acknowledged: stage.users.length + rotated.written,
    lost: tampered.lost + rotated.lost,
    doubled: 0,
    longestRecoveryMs: Math.max(tampered.longestMs, rotated.longestMs),
    problems: [...tampered.problems, ...rotated.problems],
    figures: {
      refused: tampered.refused,
      served: tampered.asked - tampered.refused,
      counted: tampered.counted,
      rows: rotated.rows,
      keysInUse: rotated.keysInUse,
      writes: rotated.written,
      rowsPerSecond: rotated.rowsPerSecond,
    },
  };
}
