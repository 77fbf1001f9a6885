// F18: a superuser with every trigger off edits, deletes, inserts, swaps and cuts. `holdfast audit verify` names the first row each time.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ChangeInput, OperationId, UserId } from "@holdfast/contract";
import { type AuditVerification, generateKey } from "holdfast";
import type { Scenario } from "../scenario.js";
import { dataFlags, runCommand } from "../stage/command-line.js";
import { KeptTrail } from "../tamper/kept-trail.js";
import { type Expected, type Hand, type Tampering, tamperings } from "../tamper/tampering.js";
import type { Worker } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";
import { settle } from "./settle.js";

export const tamper: Scenario = {
  name: "tamper",
  fault: "F18",
  purpose: "a superuser with triggers off edits, deletes, inserts, swaps and cuts the trail: each is named, healthy data never",
  run: (run) => play(run, { users: 12 }, tamperOften),
};

const patienceMs = 60_000;

async function tamperOften(scene: Scene): Promise<number> {
  const { stage, short, say, crew, exempt, startWorker } = scene;
  const rounds = scene.count ?? (short ? 1 : 5);
  const trail = new KeptTrail(stage);
  const verifier = await Verifier.of(scene);
  const forger = stage.users.at(-1) as UserId;
  exempt.add(forger);
  await startWorker();
  const load = scene.write({ users: stage.users.slice(0, -1), count: 6, thinkMs: 60, acks: ["journal"] });
  await healthyUnderLoad(scene, verifier, forger);
  await load.stop();
  const common = await sealed(scene);
  await trail.keep("common");
  await writeWindows(scene, forger);
  await crew.worker().then((worker) => dismissAndClose(scene, worker));
  await trail.keep("kept");
  await verifier.keepRoots();
  await forgeHistory(scene, trail, common, forger);
  let injected = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const tampering of tamperings) {
      await tryOne(scene, verifier, tampering, await handOf(trail, scene, common));
      await trail.putBack("kept");
      injected += 1;
    }
    await verifier.expectHealthy("after the trail was put back");
    say(`${injected} tamperings, ${verifier.runs} verifications`);
  }
  await startWorker();
  return injected;
}

/** Writers, a sealer at work, a crash, rows that wait for their seal: nothing of this is a break. */
async function healthyUnderLoad(scene: Scene, verifier: Verifier, person: UserId): Promise<void> {
  const { crew, startWorker, tally } = scene;
  for (let probe = 0; probe < 2; probe += 1) {
    await pause(1200);
    await verifier.expectHealthy("while writers and the sealer are at work");
  }
  await perform(scene, person, { kind: "create_group", name: "With context" });
  await crew.kill();
  const { unsealed } = await verifier.expectHealthy("with rows that are not sealed yet");
  if (unsealed.rows === 0) tally.wrong("Rows that were written just before a crash were not told as waiting for their seal.");
  await startWorker();
}

async function handOf(trail: KeptTrail, { chance }: Scene, common: number): Promise<Hand> {
  const windows = await trail.windows();
  const last = windows.at(-1);
  if (last === undefined) throw new RangeError("Nothing is sealed.");
  return { trail, chance, windows, rows: last.firstRow + last.rowCount - 1, common };
}

async function tryOne({ tally }: Scene, verifier: Verifier, tampering: Tampering, hand: Hand): Promise<void> {
  const expected = await tampering.act(hand);
  const { intact, first } = await verifier.verify(tampering.with);
  if (!intact && first !== null && fits(first, expected)) return;
  const said = first === null ? "intact" : `${first.kind} at seal ${String(first.seal)}, row ${String(first.row)}`;
  tally.miss(
    `${tampering.name} (seal ${String(expected.seal)}, row ${String(expected.row)})`,
    `expected ${expected.kind}, and the verifier says ${said}`,
  );
}

function fits({ kind, seal, row }: NonNullable<AuditVerification["first"]>, expected: Expected): boolean {
  return kind === expected.kind && (expected.seal === null || seal === expected.seal) && row === expected.row;
}

/** The end of the chain once nothing waits for its seal. */
async function sealed({ stage, crew, tally }: Scene): Promise<number> {
  const worker = await crew.worker();
  await settle(worker, tally);
  const began = performance.now();
  for (;;) {
    const [row] = await stage.query<{ readonly seq: number; readonly waiting: number }>(
      `select seal.seq::int as seq, (
         select count(*)::int from holdfast.audit_event event where (event.xact, event.id) > (seal.last_xact, seal.last_id)
       ) as waiting
       from holdfast.audit_seal seal order by seal.seq desc limit 1`,
    );
    if (row?.waiting === 0) return row.seq;
    if (performance.now() - began > patienceMs) throw new Error(`Rows are not sealed after ${patienceMs} ms.`);
    await pause(50);
  }
}

/** Three windows more. */
async function writeWindows(scene: Scene, person: UserId): Promise<void> {
  for (let window = 0; window < 3; window += 1) {
    for (let index = 0; index < 5; index += 1)
      await perform(scene, person, { kind: "select", recordId: scene.chance.pick(scene.stage.records) });
    await sealed(scene);
  }
}

/** Another end of the same beginning, sealed by the sealer itself: kept apart, and ours put back. */
async function forgeHistory(scene: Scene, trail: KeptTrail, common: number, person: UserId): Promise<void> {
  await trail.cutBack(common);
  await scene.startWorker();
  await writeWindows(scene, person);
  await dismissAndClose(scene, await scene.crew.worker());
  await trail.keep("forged");
  await trail.putBack("kept");
}

async function dismissAndClose({ crew }: Scene, worker: Worker): Promise<void> {
  crew.dismiss();
  await worker.close();
}

async function perform({ crew, chance }: Scene, userId: UserId, change: ChangeInput): Promise<void> {
  const worker = await crew.worker();
  const request = { operationId: chance.uuid() as OperationId, ack: "database" as const, change };
  await worker.ask("perform", { actor: { userId, address: "203.0.113.7", userAgent: "chaos" }, request });
}

/** Runs the command that operators run. */
class Verifier {
  readonly #scene: Scene;
  readonly #flags: readonly string[];
  readonly #otherKeys: readonly string[];
  readonly #roots: string;
  runs = 0;

  private constructor(scene: Scene, flags: readonly string[], otherKeys: readonly string[], roots: string) {
    this.#scene = scene;
    this.#flags = flags;
    this.#otherKeys = otherKeys;
    this.#roots = roots;
  }

  static async of(scene: Scene): Promise<Verifier> {
    const { stage } = scene;
    const flags = await dataFlags(stage, "data", stage.order.keys);
    const otherKeys = await dataFlags(stage, "other-data", generateKey("other").reveal());
    return new Verifier(scene, flags, otherKeys, join(await stage.folder("elsewhere"), "roots.jsonl"));
  }

  async keepRoots(): Promise<void> {
    await runCommand(this.#scene.stage, ["audit", "roots", "--out", this.#roots, ...this.#flags]);
  }

  async verify(given?: Tampering["with"]): Promise<AuditVerification> {
    const flags = given === "other keys" ? this.#otherKeys : this.#flags;
    const anchors = given === "anchors" ? ["--anchors", this.#roots] : [];
    const { exitCode, result, errors } = await runCommand(this.#scene.stage, ["audit", "verify", ...flags, ...anchors]);
    this.runs += 1;
    if (result === undefined) throw new Error(`The verifier said nothing: ${errors}`);
    const verification = result as AuditVerification;
    if ((exitCode === 0) !== verification.intact) this.#scene.tally.wrong(`The verifier ended with ${exitCode}.`);
    return verification;
  }

  async expectHealthy(when: string): Promise<AuditVerification> {
    const verification = await this.verify();
    const { first } = verification;
    if (first !== null) this.#scene.tally.falseAlarm(when, `${first.kind}, ${first.what}`);
    return verification;
  }
}
