// The operations that are in the journal but not yet in the database: in order, and by user.
import type { Position, UserId } from "@holdfast/contract";
import type { JournalEntry } from "./journal/index.js";

export class PendingQueue<Body> {
  readonly #userOf: (body: Body) => UserId;
  readonly #byUser = new Map<UserId, JournalEntry<Body>[]>();
  #entries: JournalEntry<Body>[] = [];
  /** By entry: monotonic milliseconds when it was accepted (or recovered), for the lag. */
  #since: number[] = [];
  #head = 0;

  constructor(userOf: (body: Body) => UserId) {
    this.#userOf = userOf;
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  get first(): JournalEntry<Body> | undefined {
    return this.#entries[this.#head];
  }

  /** Since when the first waits; undefined when none does. */
  get waitingSince(): number | undefined {
    return this.#since[this.#head];
  }

  push(entry: JournalEntry<Body>, since: number): void {
    this.#entries.push(entry);
    this.#since.push(since);
    const user = this.#userOf(entry.body);
    const own = this.#byUser.get(user);
    if (own === undefined) this.#byUser.set(user, [entry]);
    else own.push(entry);
  }

  /** What this user was accepted and is not applied yet, in order. A copy. */
  ofUser(userId: UserId): readonly JournalEntry<Body>[] {
    return this.#byUser.get(userId)?.slice() ?? [];
  }

  /** The oldest of this user, for those who must come after it. */
  firstOf(userId: UserId): Position | undefined {
    return this.#byUser.get(userId)?.[0]?.position;
  }

  lastOf(userId: UserId): Position | undefined {
    return this.#byUser.get(userId)?.at(-1)?.position;
  }

  /** Whether the entry at this position waits here: found by halving. */
  has(position: Position): boolean {
    let low = this.#head;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.position ?? Infinity) < position) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low]?.position === position;
  }

  hasUser(userId: UserId): boolean {
    return this.#byUser.has(userId);
  }

  get users(): number {
    return this.#byUser.size;
  }

  /** From the front, as long as `accept` says so. The entries stay in the queue until they are settled. */
  peekWhile(accept: (entry: JournalEntry<Body>) => boolean): JournalEntry<Body>[] {
    const taken: JournalEntry<Body>[] = [];
    for (let index = this.#head; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry === undefined || !accept(entry)) break;
      taken.push(entry);
    }
    return taken;
  }

  /** Removes everything up to this position and returns it. */
  settle(position: Position): readonly JournalEntry<Body>[] {
    const settled = this.peekWhile((entry) => entry.position <= position);
    this.#head += settled.length;
    // As soon as that moves fewer than were settled: what is settled is let go while it is young.
    if (this.#head * 2 > this.#entries.length) this.#keepFrom(this.#head);
    const counts = new Map<UserId, number>();
    for (const { body } of settled) {
      const user = this.#userOf(body);
      counts.set(user, (counts.get(user) ?? 0) + 1);
    }
    for (const [user, count] of counts) this.#settleUser(user, count);
    return settled;
  }

  /** Puts entries back at the front that were settled too early: they lie before all that wait. */
  unsettle(entries: readonly JournalEntry<Body>[], since: number): void {
    this.#keepFrom(this.#head);
    this.#entries = [...entries, ...this.#entries];
    this.#since = [...entries.map(() => since), ...this.#since];
    const returned = new Map<UserId, JournalEntry<Body>[]>();
    for (const entry of entries) {
      const user = this.#userOf(entry.body);
      const own = returned.get(user);
      if (own === undefined) returned.set(user, [entry]);
      else own.push(entry);
    }
    for (const [user, own] of returned) this.#byUser.set(user, [...own, ...(this.#byUser.get(user) ?? [])]);
  }

  /** Drops everything after this position: it was never durable. Returns the users that it belonged to. */
  discardAfter(position: Position): readonly UserId[] {
    this.#keepFrom(this.#head);
    const found = this.#entries.findIndex((entry) => entry.position > position);
    const dropped = found === -1 ? [] : this.#entries.splice(found);
    this.#since.length = this.#entries.length;
    const users = [...new Set(dropped.map((entry) => this.#userOf(entry.body)))];
    for (const user of users) this.#dropUserAfter(user, position);
    return users;
  }

  #keepFrom(index: number): void {
    this.#entries = this.#entries.slice(index);
    this.#since = this.#since.slice(index);
    this.#head = 0;
  }

  /** What is settled lies before everything else, also among one user's entries. */
  #settleUser(user: UserId, count: number): void {
    const own = this.#byUser.get(user);
    own?.splice(0, count);
    if (own?.length === 0) this.#byUser.delete(user);
  }

  #dropUserAfter(user: UserId, position: Position): void {
    const left = this.#byUser.get(user)?.filter((entry) => entry.position <= position) ?? [];
    if (left.length === 0) this.#byUser.delete(user);
    else this.#byUser.set(user, left);
  }
}
