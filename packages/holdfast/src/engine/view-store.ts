// The views in memory: loaded once however many ask, kept while they have un-applied changes, evicted by bytes otherwise.
import type { UserId } from "@holdfast/contract";

export interface ViewStoreOptions<View> {
  /** Reads the database at a position and replays the journal after it. */
  readonly load: (userId: UserId) => Promise<View>;
  readonly bytesOf: (view: View) => number;
  /** True while the view must stay: un-applied changes, or somebody listening. */
  readonly isPinned: (userId: UserId) => boolean;
  readonly budgetBytes: number;
}

interface Held<View> {
  readonly view: View;
  bytes: number;
  used: boolean;
}

interface Loading<View> {
  readonly promise: Promise<View>;
  stale: boolean;
}

export class ViewStore<View> {
  readonly #options: ViewStoreOptions<View>;
  readonly #held = new Map<UserId, Held<View>>();
  readonly #loading = new Map<UserId, Loading<View>>();
  #bytes = 0;
  #loads = 0;
  #evictions = 0;

  constructor(options: ViewStoreOptions<View>) {
    this.#options = options;
  }

  /** The view if it is in memory now. */
  peek(userId: UserId): View | undefined {
    const held = this.#held.get(userId);
    if (held === undefined) return undefined;
    held.used = true;
    return held.view;
  }

  /** The view, loaded when it is not in memory; one load however many callers. */
  async load(userId: UserId): Promise<View> {
    return this.peek(userId) ?? (this.#loading.get(userId) ?? this.#begin(userId)).promise;
  }

  /** After a change: the view has grown or shrunk, others may have to go. */
  resized(userId: UserId): void {
    const held = this.#held.get(userId);
    if (held === undefined) return;
    const bytes = this.#options.bytesOf(held.view);
    this.#bytes += bytes - held.bytes;
    held.bytes = bytes;
    if (this.#bytes > this.#options.budgetBytes) this.#evict(userId);
  }

  /** What is in memory is wrong: the next reader loads again. */
  invalidate(userId: UserId): void {
    this.#drop(userId);
    const loading = this.#loading.get(userId);
    if (loading !== undefined) loading.stale = true;
  }

  /** Lets go of a view at sign-out; keeps it while it is pinned. */
  forget(userId: UserId): boolean {
    if (this.#options.isPinned(userId)) return false;
    this.#drop(userId);
    return true;
  }

  status(): { readonly users: number; readonly bytes: number; readonly loads: number; readonly evictions: number } {
    return { users: this.#held.size, bytes: this.#bytes, loads: this.#loads, evictions: this.#evictions };
  }

  #begin(userId: UserId): Loading<View> {
    const loading: Loading<View> = { promise: this.#loadFresh(userId).finally(() => this.#loading.delete(userId)), stale: false };
    this.#loading.set(userId, loading);
    return loading;
  }

  async #loadFresh(userId: UserId): Promise<View> {
    for (;;) {
      this.#loads += 1;
      const view = await this.#options.load(userId);
      const loading = this.#loading.get(userId);
      if (loading?.stale !== true) {
        this.#hold(userId, view);
        return view;
      }
      loading.stale = false;
    }
  }

  #hold(userId: UserId, view: View): void {
    const bytes = this.#options.bytesOf(view);
    this.#held.set(userId, { view, bytes, used: true });
    this.#bytes += bytes;
    if (this.#bytes > this.#options.budgetBytes) this.#evict(userId);
  }

  #drop(userId: UserId): void {
    const held = this.#held.get(userId);
    if (held === undefined) return;
    this.#held.delete(userId);
    this.#bytes -= held.bytes;
  }

  /** The clock algorithm: who was used since the last round gets another one. The user at work now always stays. */
  #evict(atWork: UserId): void {
    let left = this.#held.size * 2;
    for (const [userId, held] of this.#held) {
      if (this.#bytes <= this.#options.budgetBytes || left === 0) return;
      left -= 1;
      if (held.used || userId === atWork || this.#options.isPinned(userId)) {
        held.used = false;
        this.#held.delete(userId);
        this.#held.set(userId, held);
      } else {
        this.#drop(userId);
        this.#evictions += 1;
      }
    }
  }
}
