// F13: users, groups and records disappear between the acknowledgement and the drain. What became impossible is quarantined; all others go on.
import type { GroupId, OperationId, RecordId, UserId } from "@holdfast/contract";
import { createFaultProxy, type FaultProxy } from "holdfast/testing";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { play, type Scene } from "./scene.js";
import { settle } from "./settle.js";

export const poison: Scenario = {
  name: "poison",
  fault: "F13",
  purpose: "users, groups and records deleted by SQL between acknowledgement and drain",
  run: poisonOften,
};

async function poisonOften(run: Run): Promise<Outcome> {
  const holder: { proxy?: FaultProxy } = {};
  try {
    const order: Parameters<typeof play>[1]["order"] = async (stage) => {
      const proxy = (holder.proxy = await createFaultProxy(stage.port));
      return { requestUrl: proxy.url(stage.order.requestUrl), workerUrl: proxy.url(stage.order.workerUrl) };
    };
    return await play(run, { users: 40, order }, (scene) => act(scene, holder.proxy));
  } finally {
    await holder.proxy?.close();
  }
}

type Poison = "user" | "group" | "record";

async function act(scene: Scene, proxy: FaultProxy | undefined): Promise<number> {
  if (proxy === undefined) throw new TypeError("There is no proxy.");
  const { stage, say, short, startWorker, write, exempt, chance, recovered, tally } = scene;
  const [bystanders, victims] = [stage.users.slice(0, 12), stage.users.slice(12)];
  for (const victim of victims) exempt.add(victim);
  const rounds = scene.count ?? (short ? 6 : victims.length);
  const worker = await startWorker();
  // Records at the end of the catalogue are for the victims alone.
  write({ users: bystanders, records: stage.records.slice(0, -victims.length), acks: ["journal"], thinkMs: 40 });
  for (let round = 0; round < rounds; round += 1) {
    const victim = victims[round % victims.length] as UserId;
    const kind = chance.pick<Poison>(["user", "group", "record"]);
    const group = await prepare(scene, victim);
    await proxy.cut();
    const [doomed, own] = await acceptDoomed(scene, victim, group, round);
    await remove(scene, kind, victim, group, own);
    await proxy.restore();
    recovered(await settle(worker, tally));
    await expectQuarantined(scene, doomed, kind);
  }
  const { drain } = await worker.ask("status", {});
  if (drain.quarantined !== rounds) tally.wrong(`${drain.quarantined} operations were quarantined, ${rounds} expected.`);
  say(`${rounds} operations poisoned, ${drain.quarantined} quarantined`);
  return rounds;
}

/** The victim is in memory, with a group of its own in the database. */
async function prepare({ crew, chance }: Scene, userId: UserId): Promise<GroupId> {
  const worker = await crew.worker();
  const request = {
    operationId: chance.uuid(),
    ack: "database" as const,
    change: { kind: "create_group" as const, name: `Doomed ${chance.uuid()}` },
  };
  const { groupId } = await worker.ask("perform", { actor: { userId }, request });
  if (groupId === null) throw new TypeError("A new group has an id.");
  return groupId;
}

/** An acknowledged operation on what will be gone, and the record that nobody else selects. */
async function acceptDoomed(
  { crew, chance, stage }: Scene,
  userId: UserId,
  group: GroupId,
  round: number,
): Promise<readonly [OperationId, RecordId]> {
  const worker = await crew.worker();
  const operationId = chance.uuid() as OperationId;
  const record = stage.records.at(-1 - round) as RecordId;
  await worker.ask("perform", {
    actor: { userId },
    request: { operationId, change: { kind: "bulk_select", group, recordIds: [record] } },
  });
  return [operationId, record];
}

async function remove({ stage }: Scene, kind: Poison, userId: UserId, group: GroupId, record: RecordId): Promise<void> {
  if (kind === "user") await stage.query("delete from holdfast.app_user where id = $1", [userId]);
  if (kind === "group") await stage.query("delete from holdfast.selection_group where id = $1", [group]);
  if (kind === "record") await deleteRecord(stage, record);
}

/** The catalogue refuses to lose a record; only somebody with the keys to everything can do it. */
async function deleteRecord({ query }: Scene["stage"], record: RecordId): Promise<void> {
  await query("alter table holdfast.record disable trigger user");
  await query("delete from holdfast.record where id = $1", [record]);
  await query("alter table holdfast.record enable trigger user");
}

async function expectQuarantined({ stage, tally }: Scene, operationId: OperationId, kind: Poison): Promise<void> {
  const rows = await stage.query<{ readonly sql_state: string }>(
    "select sql_state from holdfast.quarantine where operation_id = $1",
    [operationId],
  );
  if (rows.length !== 1) tally.lose(operationId, `its ${kind} was deleted, and it is in quarantine ${rows.length} times`);
  const trail = await stage.query<{ readonly action: string }>(
    "select action from holdfast.audit_event where operation_id = $1",
    [operationId],
  );
  if (trail.map(({ action }) => action).join() !== "operation_quarantined")
    tally.wrong(`The trail of the quarantined ${operationId} is ${JSON.stringify(trail)}.`);
}
