// The operations that are in the journal but not yet in the database: in order, and by user.
import type { Position, UserId } from "@holdfast/contract";
import type { JournalEntry } from "./journal/index.js";

export interface PendingEntry<Body> extends JournalEntry<Body> {
  /** Monotonic milliseconds when it was accepted (or recovered), for the lag. */
  readonly since: number;
}

export class PendingQueue<Body> {
  readonly #userOf: (body: Body) => UserId;
  readonly #byUser = new Map<UserId, PendingEntry<Body>[]>();
  #entries: PendingEntry<Body>[] = [];
  #head = 0;

  constructor(userOf: (body: Body) => UserId) {
    this.#userOf = userOf;
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  get first(): PendingEntry<Body> | undefined {
    return this.#entries[this.#head];
  }

  push(entry: PendingEntry<Body>): void {
    this.#entries.push(entry);
    const user = this.#userOf(entry.body);
    const own = this.#byUser.get(user);
    if (own === undefined) this.#byUser.set(user, [entry]);
    else own.push(entry);
  }

  /** What this user was accepted and is not applied yet, in order. A copy. */
  ofUser(userId: UserId): readonly PendingEntry<Body>[] {
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
  peekWhile(accept: (entry: PendingEntry<Body>) => boolean): PendingEntry<Body>[] {
    const taken: PendingEntry<Body>[] = [];
    for (let index = this.#head; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry === undefined || !accept(entry)) break;
      taken.push(entry);
    }
    return taken;
  }

  /** Removes everything up to this position and returns it. */
  settle(position: Position): readonly PendingEntry<Body>[] {
    const settled = this.peekWhile((entry) => entry.position <= position);
    this.#head += settled.length;
    if (this.#head > 4096 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    const counts = new Map<UserId, number>();
    for (const { body } of settled) {
      const user = this.#userOf(body);
      counts.set(user, (counts.get(user) ?? 0) + 1);
    }
    for (const [user, count] of counts) this.#settleUser(user, count);
    return settled;
  }

  /** Puts entries back at the front that were settled too early: they lie before all that wait. */
  unsettle(entries: readonly PendingEntry<Body>[]): void {
    this.#entries = [...entries, ...this.#entries.slice(this.#head)];
    this.#head = 0;
    const returned = new Map<UserId, PendingEntry<Body>[]>();
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
    const kept = this.#entries.slice(this.#head).filter((entry) => entry.position <= position);
    const dropped = this.#entries.slice(this.#head + kept.length);
    this.#entries = kept;
    this.#head = 0;
    const users = [...new Set(dropped.map((entry) => this.#userOf(entry.body)))];
    for (const user of users) this.#dropUserAfter(user, position);
    return users;
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
