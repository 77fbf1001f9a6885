// F1, step by step: SIGKILL on entering one system call of the write path, injected by strace, so that every step in between is left half done.
import type { Scene } from "./scene.js";

interface Step {
  readonly call: string;
  /** What is left undone when the process dies there. */
  readonly undone: string;
  /** The call that is the last one, counted per thread, is drawn up to here. */
  readonly most: number;
}

export const steps: readonly Step[] = [
  { call: "pwrite64", undone: "the line is not written", most: 40 },
  { call: "fdatasync", undone: "the line is written and not durable", most: 40 },
  { call: "write", undone: "durable, and neither answered nor sent to the database", most: 600 },
  { call: "rename", undone: "the next segment is filled with zeros and has no name", most: 3 },
  { call: "fsync", undone: "the next segment has its name, and the directory is not durable", most: 6 },
  { call: "ftruncate", undone: "a full segment keeps its zeros", most: 3 },
  { call: "unlink", undone: "a name that was let go is still there", most: 2 },
  { call: "link", undone: "the directory's lock is not taken", most: 1 },
];

const patienceMs = 8000;

/** One kill on entering each step; answers how many steps were reached, of how many. */
export async function killAtSteps(scene: Scene, rounds: number): Promise<{ readonly killed: number; readonly reached: number }> {
  const { say, ledger, crew, startWorker } = scene;
  let [killed, reached] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const step of steps) {
      await crew.kill();
      if (await killAt(scene, step)) reached += 1;
      killed += 1;
      await startWorker();
    }
    say(
      `${killed} kills at the steps of the write path, ${reached} of them by the step itself, ${ledger.acknowledged} acknowledged`,
    );
  }
  return { killed, reached };
}

/** False when the step was not reached in time: the process is killed all the same. */
async function killAt({ crew, chance }: Scene, { call, most }: Step): Promise<boolean> {
  const flags = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`];
  const injection = `inject=${call}:signal=SIGKILL:when=${chance.between(1, most)}`;
  const worker = crew.spawn({ segmentBytes: 128 * 1024, retentionMs: 500 }, ["strace", ...flags, "-e", injection]);
  const opened = await worker.opened().then(
    () => true,
    () => false,
  );
  if (opened) crew.appoint(worker);
  const died = await worker.goneWithin(patienceMs);
  if (opened) crew.dismiss();
  if (!died) await worker.killWithChildren();
  return died;
}
