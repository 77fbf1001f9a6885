// The views in memory: loaded once however many ask, kept while they have un-applied changes, folded when quiet, evicted by bytes otherwise.
import type { UserId } from "@holdfast/contract";

export interface ViewStoreOptions<View> {
  /** Reads the database at a position and replays the journal after it. */
  readonly load: (userId: UserId) => Promise<View>;
  readonly bytesOf: (view: View) => number;
  /** True while the view must stay: un-applied changes, or somebody listening. */
  readonly isPinned: (userId: UserId) => boolean;
  /** A quiet view as one compact text, of one byte a character, and back. */
  readonly fold: (view: View) => string;
  readonly unfold: (userId: UserId, text: string) => View;
  /** How often a view must be found unused before it is folded. */
  readonly looksOf: (view: View) => number;
  readonly budgetBytes: number;
}

export interface ViewStoreStatus {
  readonly users: number;
  /** Of these, the quiet ones. */
  readonly folded: number;
  readonly bytes: number;
  readonly loads: number;
  readonly evictions: number;
}

/** What a folded view takes beside its text: the text's head, the user's id, a place in a map. */
const foldedOverhead = 150;

interface Held<View> {
  readonly view: View;
  bytes: number;
  used: boolean;
  /** How often it was looked at since it was used. */
  looks: number;
}

interface Loading<View> {
  readonly promise: Promise<View>;
  stale: boolean;
}

export class ViewStore<View> {
  readonly #options: ViewStoreOptions<View>;
  readonly #held = new Map<UserId, Held<View>>();
  readonly #folded = new Map<UserId, string>();
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
    if (held === undefined) return this.#unfold(userId);
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

  /** Looks at the next `share` of the views: those that nobody used since they were looked at last are folded. */
  foldQuiet(share: number): void {
    let left = Math.ceil(this.#held.size * share);
    for (const [userId, held] of this.#held) {
      if (left === 0) return;
      left -= 1;
      held.looks = held.used || this.#options.isPinned(userId) ? 0 : held.looks + 1;
      if (held.looks === 0 || held.looks < this.#options.looksOf(held.view)) this.#givePass(userId, held);
      else this.#fold(userId, held);
    }
  }

  status(): ViewStoreStatus {
    const folded = this.#folded.size;
    const users = this.#held.size + folded;
    return { users, folded, bytes: this.#bytes, loads: this.#loads, evictions: this.#evictions };
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
    this.#held.set(userId, { view, bytes, used: true, looks: 0 });
    this.#bytes += bytes;
    if (this.#bytes > this.#options.budgetBytes) this.#evict(userId);
  }

  #fold(userId: UserId, { view, bytes }: Held<View>): void {
    const text = this.#options.fold(view);
    this.#held.delete(userId);
    this.#folded.set(userId, text);
    this.#bytes += text.length + foldedOverhead - bytes;
  }

  #unfold(userId: UserId): View | undefined {
    const text = this.#folded.get(userId);
    if (text === undefined) return undefined;
    const view = this.#options.unfold(userId, text);
    this.#drop(userId);
    this.#hold(userId, view);
    return view;
  }

  #drop(userId: UserId): void {
    const held = this.#held.get(userId);
    const text = this.#folded.get(userId);
    if (held !== undefined) this.#bytes -= held.bytes;
    if (text !== undefined) this.#bytes -= text.length + foldedOverhead;
    this.#held.delete(userId);
    this.#folded.delete(userId);
  }

  #givePass(userId: UserId, held: Held<View>): void {
    held.used = false;
    this.#held.delete(userId);
    this.#held.set(userId, held);
  }

  /** The quiet ones first; then the clock algorithm: who was used since the last round gets another one. The user at work now always stays. */
  #evict(atWork: UserId): void {
    for (const userId of this.#folded.keys()) {
      if (this.#bytes <= this.#options.budgetBytes) return;
      this.#drop(userId);
      this.#evictions += 1;
    }
    let left = this.#held.size * 2;
    for (const [userId, held] of this.#held) {
      if (this.#bytes <= this.#options.budgetBytes || left === 0) return;
      left -= 1;
      if (held.used || userId === atWork || this.#options.isPinned(userId)) {
        this.#givePass(userId, held);
      } else {
        this.#drop(userId);
        this.#evictions += 1;
      }
    }
  }
}
