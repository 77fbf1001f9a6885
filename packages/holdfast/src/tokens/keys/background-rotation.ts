// A rotation that runs on while nobody waits for it: begun and stopped by an administrator, looked at by whoever asks (TK-08).
import type { KeyRotationState } from "@holdfast/contract";
import type { AuditActor } from "../../audit/index.js";
import { rotateKeys, type RotationRoom } from "./rotate-keys.js";

/** One at a time in each process; several processes may each run one. */
export class BackgroundRotation {
  readonly #room: RotationRoom;
  #state: KeyRotationState = {
    state: "none",
    startedAt: null,
    endedAt: null,
    resealed: 0,
    total: 0,
    unopened: 0,
    problem: null,
  };
  #ending = new AbortController();
  #running: Promise<void> | undefined;

  constructor(room: RotationRoom) {
    this.#room = room;
  }

  get state(): KeyRotationState {
    return this.#state;
  }

  /** Begins, unless one runs already; returns at once. */
  start(actor: AuditActor): KeyRotationState {
    if (this.#running !== undefined) return this.#state;
    this.#ending = new AbortController();
    const startedAt = this.#room.clock.timestamp();
    this.#state = { state: "running", startedAt, endedAt: null, resealed: 0, total: 0, unopened: 0, problem: null };
    this.#running = this.#run(actor, this.#ending.signal).finally(() => (this.#running = undefined));
    return this.#state;
  }

  /** Resolves when the batch that runs is done. What is left can be brought over later. */
  async stop(): Promise<KeyRotationState> {
    this.#ending.abort();
    await this.#running;
    return this.#state;
  }

  async #run(actor: AuditActor, signal: AbortSignal): Promise<void> {
    try {
      const { resealed, total, finished, unopened } = await rotateKeys(this.#room, {
        actor,
        signal,
        onProgress: (progress) => (this.#state = { ...this.#state, ...progress }),
      });
      this.#end({ state: finished ? "finished" : "stopped", resealed, total, unopened: unopened.length });
    } catch (error) {
      this.#end({ state: "failed", problem: error instanceof Error ? error.message : String(error) });
    }
  }

  #end(change: Partial<KeyRotationState>): void {
    this.#state = { ...this.#state, ...change, endedAt: this.#room.clock.timestamp() };
  }
}
