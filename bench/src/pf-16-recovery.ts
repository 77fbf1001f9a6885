// PF-16: how long a start takes: with 100,000 operations that the database does not have yet, and an ordinary one.
import type { Actor, RecordId } from "@holdfast/contract";
import { type Bench, type Claim, limit, shareOf } from "./claim.js";
import { meetRecords, onStage, perform, type Stage, untilApplied } from "./stage.js";

const operations = 100_000;
const users = 200;
const atOnce = 1000;

export const recovery: Claim = {
  id: "PF-16",
  name: "recovery",
  purpose: "start to first answer, with 100,000 un-applied operations, and ordinary",
  run: (bench) => onStage((stage) => measureRecovery(bench, stage)),
};

export async function measureRecovery(bench: Bench, stage: Stage): Promise<void> {
  const records = await stage.addRecords(2000);
  const actors = (await stage.addUsers(users)).map((userId): Actor => ({ userId }));
  const journal = { directory: await stage.folder() };
  const count = shareOf(bench, operations);
  await fillJournal(stage, { actors, records, count }, journal);
  const row = { id: "PF-16", unit: "ms", peer: limit(5000), peerName: "limit", goal: "<1" } as const;
  bench.add({
    ...row,
    case: `${count.toLocaleString("en")} un-applied operations`,
    ours: [await firstAnswer(stage, actors, journal)],
  });
  const ordinary: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) ordinary.push(await firstAnswer(stage, actors, journal));
  bench.add({ ...row, case: "ordinary second start", ours: ordinary });
}

async function fillJournal(
  stage: Stage,
  {
    actors,
    records,
    count,
  }: { readonly actors: readonly Actor[]; readonly records: readonly RecordId[]; readonly count: number },
  journal: { readonly directory: string },
): Promise<void> {
  const holdfast = await stage.open({ journal });
  for (const { userId } of actors) await holdfast.selections.groups(userId);
  await untilApplied(holdfast);
  await meetRecords(holdfast);
  await stage.proxy.cut();
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => from + index);
    await Promise.all(
      some.map((index) => {
        const recordId = records[(index * 7919) % records.length] as RecordId;
        return perform(holdfast, actors[index % actors.length] as Actor, {
          kind: index % 3 === 2 ? "deselect" : "select",
          recordId,
        });
      }),
    );
  }
  await holdfast.close(1);
  await stage.proxy.restore();
}

/** Milliseconds from the start to the answer to a user whose operations are in the journal; everything is applied afterwards. */
async function firstAnswer(stage: Stage, actors: readonly Actor[], journal: { readonly directory: string }): Promise<number> {
  const [actor] = actors;
  if (actor === undefined) throw new RangeError("There are no users.");
  const began = performance.now();
  const holdfast = await stage.open({ journal });
  await holdfast.selections.records(actor.userId, "default");
  const passed = performance.now() - began;
  await untilApplied(holdfast);
  await holdfast.close();
  return passed;
}
