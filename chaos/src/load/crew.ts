// The worker of the moment: writers ask for it, faults take it away, and how long its successor needs is measured.
import type { UserId } from "@holdfast/contract";
import type { WorkerOrder } from "../worker/protocol.js";
import { Worker, type WorkerProgram } from "../worker/worker.js";

export class Crew {
  readonly #program: WorkerProgram;
  readonly #order: WorkerOrder;
  readonly #wrapper: readonly string[];
  #current: Promise<Worker>;
  #provide: (worker: Worker) => void = () => undefined;
  #longestRecoveryMs = 0;
  #restarts = 0;

  constructor(program: WorkerProgram, order: WorkerOrder, wrapper: readonly string[] = []) {
    this.#program = program;
    this.#order = order;
    this.#wrapper = wrapper;
    this.#current = this.#vacancy();
  }

  get longestRecoveryMs(): number {
    return this.#longestRecoveryMs;
  }

  /** The worker that takes calls, now or as soon as there is one. */
  worker(): Promise<Worker> {
    return this.#current;
  }

  /** A process that is started and not yet relied on; by another program, if one is named. */
  spawn(order: Partial<WorkerOrder> = {}, wrapper: readonly string[] = this.#wrapper): Worker {
    return new Worker(this.#program, { ...this.#order, ...order }, wrapper);
  }

  /** Starts a worker and lets `witness` look at it before anybody else is served. The time runs from the start to the first answer. */
  async start(firstUser: UserId, witness?: (worker: Worker) => Promise<void>): Promise<Worker> {
    const began = performance.now();
    const worker = this.spawn();
    await worker.opened();
    await worker.ask("groups", { userId: firstUser });
    if (this.#restarts > 0) this.#longestRecoveryMs = Math.max(this.#longestRecoveryMs, performance.now() - began);
    this.#restarts += 1;
    await witness?.(worker);
    this.appoint(worker);
    return worker;
  }

  /** Writers that ask from now on wait for the next worker. */
  dismiss(): void {
    this.#current = this.#vacancy();
  }

  /** This worker takes the calls from now on. */
  appoint(worker: Worker): void {
    this.#provide(worker);
  }

  async kill(): Promise<void> {
    const worker = await this.#current;
    this.dismiss();
    await worker.kill();
  }

  #vacancy(): Promise<Worker> {
    return new Promise((resolve) => {
      this.#provide = resolve;
    });
  }
}
