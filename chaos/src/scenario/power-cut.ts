// F4: the power goes. What the disk was not given is gone, and every acknowledged operation was given to the disk.
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Outcome, type Run, type Scenario, skipped } from "../scenario.js";
import { imageMountFault, makeImage, mountImage, type Mounted } from "../stage/mount.js";
import { play, type Scene } from "./scene.js";

const imageBytes = 96 * 1024 * 1024;

export const powerCut: Scenario = {
  name: "power-cut",
  fault: "F4",
  purpose: "the journal on an ext4 image: copied while writers are at work, only the copy survives",
  run: runOnImage,
};

interface Disk {
  readonly home: string;
  mounted: Mounted;
  image: string;
}

async function runOnImage(run: Run): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), "holdfast-power-"));
  try {
    const fault = await imageMountFault(home);
    if (fault !== undefined) return skipped(`A file system in an image cannot be mounted here: ${fault}`);
    const image = join(home, "disk-0.img");
    await makeImage(image, imageBytes);
    const disk: Disk = { home, image, mounted: await mountImage(image, join(home, "disk")) };
    try {
      const order = () => ({ directory: join(disk.mounted.path, "journal"), segmentBytes: 2 * 1024 * 1024 });
      return await play(run, { order }, (scene) => cutPower(scene, disk));
    } finally {
      await disk.mounted.unmount();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function cutPower({ count, short, say, ledger, crew, chance, startWorker, write }: Scene, disk: Disk): Promise<number> {
  const cuts = count ?? (short ? 3 : 25);
  await startWorker();
  write();
  for (let cut = 1; cut <= cuts; cut += 1) {
    await pause(chance.between(100, 600));
    const worker = await crew.worker();
    crew.dismiss();
    // From here on nothing more is acknowledged; what the kernel has not written yet must not count.
    worker.signal("SIGSTOP");
    await worker.silence();
    const copy = join(disk.home, `disk-${cut}.img`);
    await copyFile(disk.image, copy);
    await worker.kill();
    await disk.mounted.unmount();
    await rm(disk.image);
    disk.image = copy;
    disk.mounted = await mountImage(copy, disk.mounted.path);
    await startWorker();
    if (cut % 5 === 0 || cut === cuts) say(`${cut} power cuts, ${ledger.acknowledged} operations acknowledged`);
  }
  return cuts;
}
