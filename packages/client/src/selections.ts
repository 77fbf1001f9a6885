// The selections of one user in one page: the model of each open group, fed by answers, by the stream and by re-reading.
import type { ChangeInput, GroupId, OperationId, Position, RecordFilter, RecordId, StreamEvent } from "@holdfast/contract";
import { effectOfChange } from "./change-effect.js";
import type { HoldfastClient } from "./client.js";
import type { OperationOutcome, OperationQueue } from "./operation-queue.js";
import { createOperationQueue, type QueueStatus } from "./operation-queue.js";
import type { OperationStorage, QueuedOperation } from "./operation-storage.js";
import type { QueryKey, SelectionEffect } from "./selection-effect.js";
import * as model from "./selection-model.js";
import type { OperationState, SelectionState, SelectionStep } from "./selection-model.js";
import { systemTiming, type Timing } from "./timing.js";

/** A change of all records that match, told apart by the key under which the table searched them. */
export interface MatchingChange {
  readonly filter: RecordFilter;
  readonly query: QueryKey;
  readonly except: readonly RecordId[];
  /** How many records it is expected to change. */
  readonly estimate: number;
}

export interface Selections {
  /** Reads the group when it is not yet held. */
  open(groupId: GroupId): Promise<void>;
  /** Undefined until the group was read or changed. */
  get(groupId: GroupId): SelectionState | undefined;
  /** Whether what the server holds was read: before that, `get` knows the page's own changes only. */
  isLoaded(groupId: GroupId): boolean;
  /** The least safe state of anything under way in any group, and in the queue. */
  syncState(): OperationState;
  /** Another number after every change of any group or of the queue. */
  revision(): number;
  /** Called after every change of any group or of the queue. */
  subscribe(listener: () => void): () => void;
  select(groupId: GroupId, recordIds: readonly RecordId[]): Promise<OperationOutcome>;
  deselect(groupId: GroupId, recordIds: readonly RecordId[]): Promise<OperationOutcome>;
  selectMatching(groupId: GroupId, change: MatchingChange): Promise<OperationOutcome>;
  deselectMatching(groupId: GroupId, change: MatchingChange): Promise<OperationOutcome>;
  /** Empties the group as the user sees it now: what others add meanwhile is left alone (SE-08). */
  clear(groupId: GroupId): Promise<OperationOutcome>;
  /** Changes of groups themselves go through the same queue, so that they keep their order. */
  perform(change: ChangeInput): Promise<OperationOutcome>;
  receive(event: StreamEvent): void;
  noteApplied(position: Position): void;
  /** Takes a refused operation out of sight. */
  dismiss(groupId: GroupId, operationId: OperationId): void;
  /** Reads what changed while nobody told us; for after a reconnect. Never rejects: what could not be read is read next time. */
  catchUp(): Promise<void>;
  queueStatus(): QueueStatus;
  /** What the server has not yet answered, in the order in which it was asked for. */
  waiting(): readonly QueuedOperation[];
  /** Resolves when the server has answered everything. */
  settled(): Promise<void>;
  /** Takes up and shows what an earlier page left waiting in the storage. */
  restore(): Promise<void>;
  wake(): void;
  /** Forgets everything: for sign-out. */
  close(): void;
}

export interface SelectionsOptions {
  readonly client: HoldfastClient;
  readonly storage?: OperationStorage;
  readonly timing?: Timing;
}

const changeOf = (kind: "select" | "deselect", group: GroupId, recordIds: readonly RecordId[]): ChangeInput => {
  const [only] = recordIds;
  return only !== undefined && recordIds.length === 1
    ? { kind, group, recordId: only }
    : { kind: `bulk_${kind}`, group, recordIds: [...recordIds] };
};

class HeldSelections implements Selections {
  readonly #client: HoldfastClient;
  readonly #timing: Timing;
  readonly #queue: OperationQueue;
  readonly #groups = new Map<GroupId, SelectionState>();
  readonly #loaded = new Set<GroupId>();
  /** Groups that somebody wants to see; one that could not be read is tried again with the next catching up. */
  readonly #wanted = new Set<GroupId>();
  readonly #readAgain = new Set<GroupId>();
  readonly #readings = new Map<GroupId, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #applied = 0 as Position;
  #closed = false;
  #revision = 0;

  constructor({ client, storage, timing = systemTiming }: SelectionsOptions) {
    this.#client = client;
    this.#timing = timing;
    const kept = storage === undefined ? {} : { storage };
    this.#queue = createOperationQueue({
      client,
      timing,
      ...kept,
      onOutcome: (outcome) => this.#settle(outcome),
      onStatus: () => this.#tell(),
    });
  }

  async open(groupId: GroupId): Promise<void> {
    this.#wanted.add(groupId);
    if (!this.#loaded.has(groupId)) await this.#read(groupId);
  }

  get(groupId: GroupId): SelectionState | undefined {
    return this.#groups.get(groupId);
  }

  isLoaded(groupId: GroupId): boolean {
    return this.#loaded.has(groupId);
  }

  syncState(): OperationState {
    const states = [...this.#groups.values()].map(model.syncStateOf);
    return model.leastSafe(this.#queue.status().waiting > 0 ? [...states, "saving"] : states);
  }

  revision(): number {
    return this.#revision;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  select(groupId: GroupId, recordIds: readonly RecordId[]): Promise<OperationOutcome> {
    return this.#change(groupId, changeOf("select", groupId, recordIds), { kind: "add", recordIds: new Set(recordIds) });
  }

  deselect(groupId: GroupId, recordIds: readonly RecordId[]): Promise<OperationOutcome> {
    return this.#change(groupId, changeOf("deselect", groupId, recordIds), { kind: "remove", recordIds: new Set(recordIds) });
  }

  selectMatching(group: GroupId, { filter, except, query, estimate }: MatchingChange): Promise<OperationOutcome> {
    const change: ChangeInput = { kind: "bulk_select", group, query: { filter, except: [...except] } };
    return this.#change(group, change, { kind: "add_matching", query, except: new Set(except), estimate });
  }

  deselectMatching(group: GroupId, { filter, except, query, estimate }: MatchingChange): Promise<OperationOutcome> {
    const change: ChangeInput = { kind: "bulk_deselect", group, query: { filter, except: [...except] } };
    return this.#change(group, change, { kind: "remove_matching", query, except: new Set(except), estimate });
  }

  clear(group: GroupId): Promise<OperationOutcome> {
    const state = this.#groups.get(group);
    // With own changes still under way the version that the user saw has no number yet.
    const isSettled =
      state !== undefined &&
      state.operations.every((operation) => operation.version !== undefined && operation.version <= state.version);
    const guard = isSettled ? { seenVersion: state.version } : {};
    return this.#change(group, { kind: "clear_all", group, ...guard }, { kind: "clear" });
  }

  perform(change: ChangeInput): Promise<OperationOutcome> {
    return this.#queue.enqueue(change);
  }

  receive(event: StreamEvent): void {
    if (event.type === "applied") this.noteApplied(event.position);
    else if (event.type === "selection") {
      const state = this.#groups.get(event.groupId);
      if (state !== undefined) this.#take(model.receive(state, event));
    } else if (event.type === "quarantined") this.#quarantine(event.operationId, event.sqlState);
    else if (event.type === "reset") void this.catchUp();
  }

  noteApplied(position: Position): void {
    if (position <= this.#applied) return;
    this.#applied = position;
    for (const state of this.#groups.values()) this.#put(model.markApplied(state, position));
    this.#tell();
  }

  dismiss(groupId: GroupId, operationId: OperationId): void {
    const state = this.#groups.get(groupId);
    if (state === undefined) return;
    this.#put(model.dismiss(state, operationId));
    this.#tell();
  }

  async catchUp(): Promise<void> {
    const held = new Set([...this.#groups.keys(), ...this.#wanted]);
    await Promise.allSettled([...held].map((groupId) => this.#read(groupId)));
  }

  queueStatus(): QueueStatus {
    return this.#queue.status();
  }

  waiting(): readonly QueuedOperation[] {
    return this.#queue.waiting();
  }

  settled(): Promise<void> {
    return this.#queue.settled();
  }

  async restore(): Promise<void> {
    for (const { operationId, change } of await this.#queue.restore()) {
      const shown = effectOfChange(change);
      if (shown === undefined || this.#holderOf(operationId) !== undefined) continue;
      this.#put(model.begin(this.#groups.get(shown.groupId) ?? model.emptySelection(shown.groupId), operationId, shown.effect));
    }
    this.#tell();
  }

  wake(): void {
    this.#queue.wake();
  }

  close(): void {
    this.#closed = true;
    this.#queue.close();
    this.#groups.clear();
    this.#loaded.clear();
    this.#wanted.clear();
    this.#listeners.clear();
  }

  #change(groupId: GroupId, change: ChangeInput, effect: SelectionEffect): Promise<OperationOutcome> {
    const operationId = this.#timing.uuid() as OperationId;
    this.#put(model.begin(this.#groups.get(groupId) ?? model.emptySelection(groupId), operationId, effect));
    this.#tell();
    return this.#queue.enqueue(change, operationId);
  }

  #settle(outcome: OperationOutcome): void {
    const { operationId } = outcome.operation;
    const state = this.#holderOf(operationId);
    if (state === undefined) return;
    if (outcome.status === "refused") {
      const { code, detail, action } = outcome.problem;
      this.#put(model.refuse(state, operationId, { code, detail, action }));
      this.#tell();
      return;
    }
    const step = model.acknowledge(state, outcome.answer);
    this.#take({ ...step, state: model.markApplied(step.state, this.#applied) });
  }

  #quarantine(operationId: OperationId, sqlState: string): void {
    const state = this.#holderOf(operationId);
    if (state !== undefined) {
      const detail = `The database refused this change (${sqlState}).`;
      this.#put(
        model.refuse(state, operationId, {
          code: "quarantined",
          detail,
          action: "It was taken back; an administrator can look at it and replay it.",
        }),
      );
    }
    void this.catchUp();
    this.#tell();
  }

  #holderOf(operationId: OperationId): SelectionState | undefined {
    return [...this.#groups.values()].find((state) =>
      state.operations.some((operation) => operation.operationId === operationId),
    );
  }

  #take(step: SelectionStep): void {
    this.#put(step.state);
    this.#tell();
    if (step.behind) void this.#read(step.state.groupId).catch(() => undefined);
  }

  /** One reading per group at a time; who asks meanwhile gets another one behind it, because news may have come since it began. */
  #read(groupId: GroupId): Promise<void> {
    const running = this.#readings.get(groupId);
    if (running !== undefined) {
      this.#readAgain.add(groupId);
      return running;
    }
    const reading = this.#readUntilCurrent(groupId).finally(() => this.#readings.delete(groupId));
    this.#readings.set(groupId, reading);
    return reading;
  }

  async #readUntilCurrent(groupId: GroupId): Promise<void> {
    do {
      this.#readAgain.delete(groupId);
      await this.#readOnce(groupId);
    } while (this.#readAgain.has(groupId));
  }

  async #readOnce(groupId: GroupId): Promise<void> {
    const params = { group: groupId };
    const before = this.#groups.get(groupId);
    if (before !== undefined && this.#loaded.has(groupId)) {
      const changes = await this.#client.call("groupChanges", { params, query: { since: before.version } });
      const now = this.#groups.get(groupId) ?? before;
      const step = model.applyChanges(now, changes);
      this.#put(step.state);
      this.#tell();
      if (!step.behind) return;
    }
    const records = await this.#client.call("groupRecords", { params });
    this.#loaded.add(groupId);
    this.#put(model.load(this.#groups.get(groupId) ?? model.emptySelection(groupId), records));
    this.#tell();
  }

  #put(state: SelectionState): void {
    if (!this.#closed) this.#groups.set(state.groupId, state);
  }

  #tell(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

export function createSelections(options: SelectionsOptions): Selections {
  return new HeldSelections(options);
}
