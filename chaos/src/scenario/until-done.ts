// Sends processes on one errand, kills them on the way, and sends the next, until one comes to the end.
import type { ErrandName, Errands, StoreOrder } from "../worker/store-protocol.js";
import { StoreWorker } from "../worker/store-worker.js";
import type { WorkerProgram } from "../worker/worker.js";

interface Journey<Name extends ErrandName> {
  readonly program: WorkerProgram;
  readonly order: StoreOrder;
  readonly name: Name;
  readonly asked: Errands[Name]["asked"];
  /** After how many rows each process is killed; one more process goes to the end. */
  readonly deaths: readonly number[];
}

export interface Arrival<Brought> {
  readonly brought: Brought;
  readonly kills: number;
  /** Of the process that came to the end. */
  readonly milliseconds: number;
}

export async function untilDone<Name extends ErrandName>(journey: Journey<Name>): Promise<Arrival<Errands[Name]["brought"]>> {
  const { program, order, name, asked, deaths } = journey;
  for (const death of deaths) {
    const worker = new StoreWorker(program, order);
    await worker.opened();
    const reached = new Promise<void>((resolve, reject) => {
      worker
        .send(name, asked, (done) => void (done >= death && resolve()))
        .then(
          () => reject(new Error(`The errand "${name}" was over before ${death} rows.`)),
          () => undefined,
        );
    });
    await reached;
    await worker.kill();
  }
  const worker = new StoreWorker(program, order);
  try {
    await worker.opened();
    const began = performance.now();
    const brought = await worker.send(name, asked);
    return { brought, kills: deaths.length, milliseconds: performance.now() - began };
  } finally {
    await worker.close();
  }
}
