// What the parts of the selections room share: the journal, the drain, the views, and one way to accept an operation.
import { type Actor, type GroupId, HoldfastError, type OperationId, type UserId } from "@holdfast/contract";
import type { Database } from "../database/index.js";
import { type Drain, type DrainDomain, type Journal, type JournalEntry, ViewStore } from "../engine/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { effectSize } from "./batch/effect-size.js";
import { changeEvents } from "./live/change-event.js";
import type { SelectionEntry } from "./entry.js";
import { type RecentOperation, recentOf } from "./view/recent-operations.js";
import { EventHub } from "./live/event-hub.js";
import { RecentQuarantine } from "./live/recent-quarantine.js";
import { foldView, unfoldView } from "./view/fold-view.js";
import { loadView } from "./view/load-view.js";
import type { Plan, SelectionLimits } from "./plan/plan.js";
import { planCreateGroup } from "./plan/plan-group.js";
import type { RecordBook } from "./view/record-book.js";
import type { CatalogueLookup } from "./perform/resolve-targets.js";
import { UserTurns } from "./perform/user-turns.js";
import { firstGroupFingerprint, type UserView } from "./view/user-view.js";

export interface RoomOptions {
  readonly database: Database;
  readonly journal: Journal<SelectionEntry>;
  readonly drain: Drain<SelectionEntry>;
  /** Writes an operation without the journal. */
  readonly direct: Pick<DrainDomain<SelectionEntry>, "apply">;
  readonly catalogue: CatalogueLookup;
  readonly book: RecordBook;
  readonly limits: SelectionLimits;
  /** Bytes that the views may take. */
  readonly viewBytes: number;
  /** Milliseconds that a flush waits before it answers `deferred`. */
  readonly flushPatience: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** An operation that is about to be accepted. */
export interface Acceptance {
  readonly actor: Actor;
  readonly operation: OperationId;
  readonly kind: string;
  readonly fingerprint: string;
  readonly plan: Plan;
  readonly at: string;
}

export interface Accepted {
  readonly entry: JournalEntry<SelectionEntry>;
  readonly durable: Promise<void>;
}

/** Who changed something lately can go on from there for ten minutes, on a stream that broke (RT-01), before a view is folded. */
const looksAfterChange = 20;
const firstGroupName = "My selection";

export class SelectionRoom {
  readonly options: RoomOptions;
  readonly hub: EventHub;
  readonly quarantine = new RecentQuarantine();
  readonly views: ViewStore<UserView>;
  readonly turns = new UserTurns();
  #watched: Promise<void> | undefined;

  constructor(options: RoomOptions) {
    this.options = options;
    const { database, journal, drain, book } = options;
    this.hub = new EventHub(options.log);
    this.views = new ViewStore({
      load: (userId) => loadView(userId, { database, journalId: journal.id, book, drain }),
      bytesOf: (view) => view.bytes,
      fold: foldView,
      unfold: unfoldView,
      looksOf: (view) => (view.hasRecent ? looksAfterChange : 1),
      isPinned: (userId) => drain.isPending(userId) || this.hub.has(userId),
      budgetBytes: options.viewBytes,
    });
  }

  /** The user's view, from memory or the database. A user without groups gets the first one now. */
  async viewOf(userId: UserId): Promise<UserView> {
    const view = this.views.peek(userId) ?? (await this.views.load(userId));
    if (view.groups.size === 0 && this.views.peek(userId) === view) this.accept(view, this.firstGroup(view));
    return view;
  }

  newGroupId(): GroupId {
    return this.options.clock.uuid() as GroupId;
  }

  /** Journal, view and drain in one step that nothing can come between. Throws before anything is changed. */
  accept(view: UserView, acceptance: Acceptance): Accepted {
    const { journal, drain, book } = this.options;
    if (drain.isFenced) throw fenced();
    const lane = drain.laneFor(view.userId, effectSize(acceptance.plan.effects));
    const body = this.bodyOf(view, acceptance, lane);
    const { position, durable } = journal.append(body);
    const entry = { position, body };
    const counts = view.apply(entry, book);
    drain.enqueue(entry);
    view.operations.forget(drain.appliedPosition);
    this.views.resized(view.userId);
    this.#watch(durable);
    if (this.hub.has(view.userId)) this.#publishWhenDurable(view, recentOf(entry, counts), durable);
    return { entry, durable };
  }

  bodyOf(view: UserView, { actor, operation, kind, fingerprint, plan, at }: Acceptance, lane = 0): SelectionEntry {
    const { effects, answer } = plan;
    const body = { v: 1, lane, at, user: view.userId, actor, operation, kind, fingerprint, effects, answer } as const;
    return isPlain(plan) ? body : { ...body, ...plan };
  }

  /** The group that a user without any gets. */
  firstGroup(view: UserView): Acceptance {
    const at = this.options.clock.timestamp();
    const { book, limits } = this.options;
    const context = { view, book, limits, at, newGroupId: () => this.newGroupId() };
    const plan = planCreateGroup(context, { kind: "create_group", name: firstGroupName });
    const operation = this.options.clock.uuid() as OperationId;
    return { actor: { userId: view.userId }, operation, kind: "create_group", fingerprint: firstGroupFingerprint, plan, at };
  }

  publish(view: UserView, recent: RecentOperation): void {
    if (!this.hub.has(view.userId)) return;
    const events = changeEvents(recent, recent.groupsChanged ? view.list() : undefined);
    for (const event of events) this.hub.publish(view.userId, event);
  }

  /** No listener hears of a change that a crash could take back (JO-06). */
  #publishWhenDurable(view: UserView, recent: RecentOperation, durable: Promise<void>): void {
    const events = changeEvents(recent, recent.groupsChanged ? view.list() : undefined);
    durable.then(
      () => events.forEach((event) => this.hub.publish(view.userId, event)),
      () => undefined,
    );
  }

  /** Entries that become durable together have one promise between them: one look at it is enough. */
  #watch(durable: Promise<void>): void {
    if (durable === this.#watched) return;
    this.#watched = durable;
    durable.catch(() => this.#forgetLost());
  }

  /** The journal gave up on what was not durable: memory must not show it any longer. */
  #forgetLost(): void {
    const { drain, journal } = this.options;
    for (const user of drain.discardAfter(journal.durablePosition)) this.views.invalidate(user);
  }
}

/** Of the records of groups alone, which is what nearly all are. */
function isPlain({ groups, deleted, former, facts }: Plan): boolean {
  return groups === undefined && deleted === undefined && former === undefined && facts === undefined;
}

/** A newer process feeds the database from this journal: what this one accepted would never be applied (SY-03). */
function fenced(): HoldfastError {
  return new HoldfastError("journal_fenced", {
    what: "A newer process has taken over the journal.",
    why: "What this process accepted from now on would not reach the database.",
    action: "Send the same operation id to the newer process, and stop this one.",
    retryAfterSeconds: 1,
  });
}
