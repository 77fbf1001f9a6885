// Sends operations in order per group, and again with the same id until the server has answered (SE-01, UI-02).
import type { ChangeInput, OperationAnswer, OperationId } from "@holdfast/contract";
import type { HoldfastClient } from "./client.js";
import { HoldfastProblem, networkProblem } from "./holdfast-problem.js";
import { memoryOperationStorage, type OperationStorage, type QueuedOperation } from "./operation-storage.js";
import { retryDelay, systemTiming, type Timing } from "./timing.js";

/** What became of an operation: done, or refused for good. */
export type OperationOutcome =
  | { readonly status: "answered"; readonly operation: QueuedOperation; readonly answer: OperationAnswer }
  | { readonly status: "refused"; readonly operation: QueuedOperation; readonly problem: HoldfastProblem };

export interface QueueStatus {
  readonly waiting: number;
  /** Why the oldest one could not be sent at its last attempt; undefined while all goes well. */
  readonly problem: HoldfastProblem | undefined;
}

export interface OperationQueueOptions {
  readonly client: HoldfastClient;
  readonly storage?: OperationStorage;
  readonly timing?: Timing;
  readonly onOutcome?: (outcome: OperationOutcome) => void;
  readonly onStatus?: (status: QueueStatus) => void;
}

export interface OperationQueue {
  /** Takes the operation; resolves with what became of it, however long that takes. Never rejects. */
  enqueue(change: ChangeInput, operationId?: OperationId): Promise<OperationOutcome>;
  /** Takes up what an earlier page left in the storage; their outcomes come through `onOutcome`. */
  restore(): Promise<readonly QueuedOperation[]>;
  status(): QueueStatus;
  /** What waits, in the order in which it was asked for. */
  waiting(): readonly QueuedOperation[];
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
  /** Tries again at once: the network is back, or the user has signed in. */
  wake(): void;
  /** Sends no more; what is stored stays stored. */
  close(): void;
}

interface Entry {
  readonly operation: QueuedOperation;
  readonly settle: (outcome: OperationOutcome) => void;
}

const laneOf = (change: ChangeInput): string =>
  "group" in change && change.group !== undefined ? change.group : "group" in change ? "default" : "groups";

/** A failure of ours is retried a few times, one of the network or of capacity for ever, and a signed-out session until `wake`. */
const isWorthRetrying = (problem: HoldfastProblem, attempt: number): boolean =>
  problem.isTransient || problem.code === "unauthenticated" || (problem.status >= 500 && attempt < 4);

class SendingQueue implements OperationQueue {
  readonly #options: OperationQueueOptions;
  readonly #storage: OperationStorage;
  readonly #timing: Timing;
  readonly #lanes = new Map<string, Entry[]>();
  /** Everything that is not yet answered, also what is just being stored. */
  readonly #waiting = new Map<OperationId, QueuedOperation>();
  readonly #whenSettled = new Set<() => void>();
  readonly #closed = new AbortController();
  #pause = new AbortController();
  #problem: HoldfastProblem | undefined;

  constructor(options: OperationQueueOptions) {
    this.#options = options;
    this.#storage = options.storage ?? memoryOperationStorage();
    this.#timing = options.timing ?? systemTiming;
  }

  enqueue(change: ChangeInput, operationId = this.#timing.uuid() as OperationId): Promise<OperationOutcome> {
    const operation: QueuedOperation = { operationId, change, lane: laneOf(change) };
    this.#waiting.set(operationId, operation);
    return new Promise((settle) => {
      const add = (): void => this.#add({ operation, settle });
      // What cannot be stored is sent all the same.
      void this.#storage.save(operation).then(add, add);
    });
  }

  async restore(): Promise<readonly QueuedOperation[]> {
    const stored = await this.#storage.load();
    const operations = stored.filter(({ operationId }) => !this.#waiting.has(operationId));
    for (const operation of operations) {
      this.#waiting.set(operation.operationId, operation);
      this.#add({ operation, settle: () => undefined });
    }
    return operations;
  }

  status(): QueueStatus {
    return { waiting: this.#waiting.size, problem: this.#problem };
  }

  waiting(): readonly QueuedOperation[] {
    return [...this.#waiting.values()];
  }

  settled(): Promise<void> {
    if (this.#waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSettled.add(resolve));
  }

  wake(): void {
    this.#pause.abort();
    this.#pause = new AbortController();
  }

  close(): void {
    this.#closed.abort();
  }

  #add(entry: Entry): void {
    const lane = this.#lanes.get(entry.operation.lane);
    if (lane === undefined) {
      const entries = [entry];
      this.#lanes.set(entry.operation.lane, entries);
      void this.#drain(entry.operation.lane, entries);
    } else lane.push(entry);
    this.#tell();
  }

  async #drain(lane: string, entries: Entry[]): Promise<void> {
    for (let entry = entries[0]; entry !== undefined; entry = entries[0]) {
      const outcome = await this.#sendUntilAnswered(entry.operation);
      if (outcome === undefined) return;
      entries.shift();
      if (entries.length === 0) this.#lanes.delete(lane);
      const { operationId } = entry.operation;
      // One that stays stored is only sent once more, and answered as it was the first time.
      void this.#storage.remove(operationId).catch(() => undefined);
      this.#waiting.delete(operationId);
      this.#options.onOutcome?.(outcome);
      entry.settle(outcome);
      this.#tell();
      this.#noteSettled();
    }
  }

  /** Undefined when the queue was closed meanwhile. */
  async #sendUntilAnswered(operation: QueuedOperation): Promise<OperationOutcome | undefined> {
    for (let attempt = 1; !this.#closed.signal.aborted; attempt += 1) {
      try {
        const { operationId, change } = operation;
        const answer = await this.#options.client.call("perform", { body: { operationId, change }, signal: this.#closed.signal });
        this.#note(undefined);
        return { status: "answered", operation, answer };
      } catch (error) {
        if (this.#closed.signal.aborted) return undefined;
        const problem = error instanceof HoldfastProblem ? error : networkProblem(error);
        if (!isWorthRetrying(problem, attempt)) return { status: "refused", operation, problem };
        this.#note(problem);
        const ms = Math.max(retryDelay(attempt, this.#timing), (problem.retryAfterSeconds ?? 0) * 1000);
        await this.#timing.pause(ms, AbortSignal.any([this.#pause.signal, this.#closed.signal]));
      }
    }
    return undefined;
  }

  #note(problem: HoldfastProblem | undefined): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    this.#tell();
  }

  #noteSettled(): void {
    if (this.#waiting.size > 0) return;
    for (const resolve of this.#whenSettled) resolve();
    this.#whenSettled.clear();
  }

  #tell(): void {
    this.#options.onStatus?.(this.status());
  }
}

export function createOperationQueue(options: OperationQueueOptions): OperationQueue {
  return new SendingQueue(options);
}
