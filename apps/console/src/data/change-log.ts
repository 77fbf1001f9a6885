// What became of each change that was made here: saving, safe, synced, refused; with its moments, so that its story can be told (UI-02).
import {
  HoldfastProblem,
  type HoldfastClient,
  type LiveSession,
  type OperationState,
  type QueuedOperation,
} from "@holdfast/client";
import type { ChangeInput, OperationAnswer, OperationId, Position, StreamEvent } from "@holdfast/contract";

export interface ChangeRefusal {
  readonly detail: string;
  readonly action: string;
}

export interface LoggedChange {
  readonly operationId: OperationId;
  readonly change: ChangeInput;
  readonly state: OperationState;
  /** When it was asked for; for one that an earlier page left waiting, when this page took it up. */
  readonly askedAt: number;
  readonly isTakenUp: boolean;
  readonly safeAt?: number;
  readonly syncedAt?: number;
  readonly answer?: OperationAnswer;
  readonly refusal?: ChangeRefusal;
}

const most = 300;

export interface ChangeLogOptions {
  readonly client: HoldfastClient;
  /** Refusals lie here until they are dismissed, so that a reload drops none. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly key: string;
  readonly now?: () => number;
}

export class ChangeLog {
  /** The client to send operations with: what it is answered is noted. */
  readonly client: HoldfastClient;
  readonly #options: ChangeLogOptions;
  readonly #now: () => number;
  #isTakingUp = false;
  readonly #changes = new Map<OperationId, LoggedChange>();
  readonly #problems = new Map<OperationId, ChangeRefusal>();
  readonly #listeners = new Set<() => void>();
  #shown: readonly LoggedChange[] = [];
  #applied = 0 as Position;

  constructor(options: ChangeLogOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
    this.client = this.#watching(options.client);
    for (const refused of storedRefusals(options)) this.#changes.set(refused.operationId, refused);
    this.#shown = this.#inOrder();
  }

  /** Follows what waits to be sent, beginning with what an earlier page left waiting. */
  async follow({ selections, restored }: Pick<LiveSession, "selections" | "restored">): Promise<void> {
    selections.subscribe(() => this.#look(selections.waiting()));
    this.#isTakingUp = true;
    await restored;
    this.#isTakingUp = false;
  }

  receive(event: StreamEvent): void {
    if (event.type === "applied") this.#noteApplied(event.position);
    if (event.type === "quarantined")
      this.#refuse(event.operationId, {
        detail: `The database refused this change (${event.sqlState}).`,
        action: "It was taken back; an administrator can look at it and replay it.",
      });
  }

  /** Newest first; the same list until something changes. */
  readonly changes = (): readonly LoggedChange[] => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a refused change out of sight. */
  dismiss(operationId: OperationId): void {
    if (this.#changes.get(operationId)?.state !== "refused") return;
    this.#changes.delete(operationId);
    this.#tell();
  }

  /** For sign-out. */
  forget(): void {
    this.#changes.clear();
    this.#options.storage.removeItem(this.#options.key);
    this.#shown = [];
  }

  #watching(client: HoldfastClient): HoldfastClient {
    const call: HoldfastClient["call"] = async (id, input) => {
      const answering = client.call(id, input);
      if (id !== "perform") return answering;
      const { operationId } = (input as { readonly body: { readonly operationId: OperationId } }).body;
      try {
        const answer = await answering;
        this.#acknowledge(operationId, answer as OperationAnswer);
        return answer;
      } catch (error) {
        if (error instanceof HoldfastProblem) this.#problems.set(operationId, { detail: error.detail, action: error.action });
        throw error;
      }
    };
    return { ...client, call };
  }

  #look(waiting: readonly QueuedOperation[]): void {
    const ids = new Set(waiting.map(({ operationId }) => operationId));
    let isNew = false;
    for (const { operationId, change } of waiting) {
      if (this.#changes.has(operationId)) continue;
      const [askedAt, isTakenUp] = [this.#now(), this.#isTakingUp];
      this.#changes.set(operationId, { operationId, change, state: "saving", askedAt, isTakenUp });
      isNew = true;
    }
    if (isNew) this.#tell();
    for (const { operationId, state } of this.#changes.values())
      if (state === "saving" && !ids.has(operationId)) this.#refuse(operationId, this.#problems.get(operationId));
  }

  #acknowledge(operationId: OperationId, answer: OperationAnswer): void {
    const change = this.#changes.get(operationId);
    this.#problems.delete(operationId);
    if (change === undefined) return;
    const safeAt = this.#now();
    const isApplied = answer.durability === "database" || answer.position <= this.#applied;
    const state = isApplied ? ({ state: "synced", syncedAt: safeAt } as const) : ({ state: "safe" } as const);
    this.#changes.set(operationId, { ...change, ...state, safeAt, answer });
    this.#tell();
  }

  #noteApplied(position: Position): void {
    if (position <= this.#applied) return;
    this.#applied = position;
    const syncedAt = this.#now();
    for (const change of this.#changes.values())
      if (change.state === "safe" && change.answer !== undefined && change.answer.position <= position)
        this.#changes.set(change.operationId, { ...change, state: "synced", syncedAt });
    this.#tell();
  }

  #refuse(operationId: OperationId, refusal: ChangeRefusal | undefined): void {
    const change = this.#changes.get(operationId);
    if (change === undefined || change.state === "refused") return;
    const reason = refusal ?? { detail: "The server did not take this change.", action: "Try it again." };
    this.#changes.set(operationId, { ...change, state: "refused", refusal: reason });
    this.#problems.delete(operationId);
    this.#tell();
  }

  #inOrder(): readonly LoggedChange[] {
    return [...this.#changes.values()].reverse();
  }

  #tell(): void {
    for (const { operationId, state } of this.#changes.values()) {
      if (this.#changes.size <= most) break;
      if (state === "synced") this.#changes.delete(operationId);
    }
    this.#shown = this.#inOrder();
    const refused = this.#shown.filter(({ state }) => state === "refused");
    const { storage, key } = this.#options;
    if (refused.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(refused.slice(0, most)));
    for (const listener of this.#listeners) listener();
  }
}

/** What this browser's tab kept of an earlier page; something else under the key counts as nothing. */
function storedRefusals({ storage, key }: ChangeLogOptions): readonly LoggedChange[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? (stored as readonly LoggedChange[]).toReversed() : [];
  } catch {
    return [];
  }
}

/** The least safe state of all, in one word; what was refused and not yet dismissed counts most. */
export function stateOfAll(changes: readonly LoggedChange[]): OperationState {
  return (["refused", "saving", "safe"] as const).find((one) => changes.some(({ state }) => state === one)) ?? "synced";
}
