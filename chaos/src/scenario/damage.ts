// F7: journal files torn and altered. A torn tail is cut and counted, at every byte; anything else stops the start with file and offset.
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isHoldfastError } from "@holdfast/contract";
import { type Finding, type Holdfast, inspectJournal, Keyring, openHoldfast } from "holdfast";

import { createFaultProxy } from "holdfast/testing";
import type { Scenario } from "../scenario.js";
import { play, type Scene } from "./scene.js";
import { settle } from "./settle.js";

export const damage: Scenario = {
  name: "damage",
  fault: "F7",
  purpose: "torn tails at every byte are cut and counted; flips in the middle stop the start with file and offset",
  run: (run) => play(run, { users: 2, records: 300 }, damageFiles),
};

type Entry = Extract<Finding, { kind: "entry" }>;

async function damageFiles(scene: Scene): Promise<number> {
  const { stage, startWorker, write, crew, say, short, tally } = scene;
  const worker = await startWorker();
  const load = write({ count: 4, acks: ["journal"], thinkMs: 10 });
  await pause(1000);
  await load.stop();
  await settle(worker, tally);
  crew.dismiss();
  await worker.kill();
  const torn = await tornDirectory(scene);
  const tears = await tearEverywhere(scene, torn, short ? 25 : undefined);
  const flips = await flipEverywhere(scene, torn, short ? 25 : (scene.count ?? 300));
  say(`${tears} torn tails cut, ${flips} alterations refused`);
  await rm(torn, { recursive: true });
  await stage.folder("journal");
  await startWorker();
  return tears + flips;
}

/** The journal with one more operation at its end that the database does not have: written, and as if never acknowledged. */
async function tornDirectory({ stage, crew, chance, firstUser }: Scene): Promise<string> {
  const proxy = await createFaultProxy(stage.port);
  const directory = join(await stage.folder("torn"), "journal");
  await cp(stage.order.directory, directory, { recursive: true });
  await rm(join(directory, "lock"), { force: true });
  const worker = crew.spawn({
    directory,
    requestUrl: proxy.url(stage.order.requestUrl),
    workerUrl: proxy.url(stage.order.workerUrl),
  });
  await worker.opened();
  await worker.ask("groups", { userId: firstUser });
  await proxy.cut();
  const request = { operationId: chance.uuid(), change: { kind: "create_group" as const, name: "The last line" } };
  await worker.ask("perform", { actor: { userId: firstUser }, request });
  await worker.kill();
  await proxy.close();
  return directory;
}

async function entriesOf(directory: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const finding of inspectJournal(directory)) if (finding.kind === "entry") entries.push(finding);
  return entries;
}

/** Opens a copy in which a change was made; answers Holdfast or what it said. */
async function tryCopy(
  { stage }: Scene,
  directory: string,
  file: string,
  change: (bytes: Buffer) => void,
): Promise<{ readonly copy: string; readonly outcome: unknown }> {
  const copy = join(await stage.folder("altered"), "journal");
  await rm(copy, { recursive: true, force: true });
  await cp(directory, copy, { recursive: true });
  const path = file.replace(directory, copy);
  const bytes = await readFile(path);
  change(bytes);
  await writeFile(path, bytes);
  const { requestUrl, workerUrl, keys } = stage.order;
  const outcome: unknown = await openHoldfast({
    keyring: Keyring.parse(keys),
    database: { requestUrl, workerUrl, poolSize: 2 },
    journal: { directory: copy, segmentBytes: 1024 * 1024 },
    recordsInMemory: 0,
  }).catch((error: unknown) => error);
  return { copy, outcome };
}

const isOpen = (outcome: unknown): outcome is Holdfast =>
  typeof outcome === "object" && outcome !== null && "selections" in outcome;

/** Every way in which the last line can be incomplete: the bytes from `cut` on never reached the disk. */
async function tearEverywhere(scene: Scene, directory: string, most: number | undefined): Promise<number> {
  const { tally, stage } = scene;
  const last = (await entriesOf(directory)).at(-1);
  if (last === undefined) throw new RangeError("The journal is empty.");
  const [lane] = await stage.query<{ readonly position: number }>(
    "select max(position)::int as position from holdfast.journal_lane",
  );
  const step = most === undefined ? 1 : Math.max(1, Math.ceil(last.bytes / most));
  let done = 0;
  // A cut behind the first byte at the least: with nothing left of the line there is nothing to cut.
  for (let cut = 1; cut < last.bytes; cut += step) {
    const { outcome } = await tryCopy(scene, directory, last.file, (bytes) =>
      bytes.fill(0, last.offset + cut, last.offset + last.bytes),
    );
    done += 1;
    if (!isOpen(outcome)) {
      tally.wrong(`A tail torn behind ${cut} of ${last.bytes} bytes stopped the start: ${String(outcome)}`);
      continue;
    }
    const { journal } = outcome.status();
    if (journal.cutBytes !== cut || journal.lastPosition !== lane?.position) {
      tally.wrong(
        `A tail torn behind ${cut} bytes: ${journal.cutBytes} bytes cut, position ${journal.lastPosition}, expected ${lane?.position}.`,
      );
    }
    await outcome.close();
  }
  return done;
}

/** One byte altered in a line that later lines vouch for. */
async function flipEverywhere(scene: Scene, directory: string, times: number): Promise<number> {
  const { tally, chance } = scene;
  const entries = await entriesOf(directory);
  const newest = entries.at(-1)?.synced ?? 0;
  const vouched = entries.filter(({ position }) => position <= newest);
  for (let done = 0; done < times; done += 1) {
    const entry = chance.pick(vouched);
    const at = entry.offset + chance.between(0, entry.bytes - 1);
    const { copy, outcome } = await tryCopy(
      scene,
      directory,
      entry.file,
      (bytes) => void (bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.between(0, 7))),
    );
    if (isOpen(outcome)) {
      tally.wrong(`Byte ${at} of ${entry.file} was altered in the middle of the journal, and it opened.`);
      await outcome.close();
      continue;
    }
    const data = isHoldfastError(outcome, "journal_damaged") ? outcome.details.data : undefined;
    const file = entry.file.replace(directory, copy);
    if (data?.["file"] !== file || data["offset"] !== entry.offset) {
      tally.wrong(
        `Byte ${at} of the line at ${entry.offset} was altered; the refusal names ${String(data?.["file"])} at ${String(data?.["offset"])}: ${String(outcome)}`,
      );
    }
  }
  return times;
}
