// Whatever users do, whenever the database goes away or the process restarts: tables, trail and memory say what a plain model says.
import { randomUUID } from "node:crypto";
import {
  type ChangeInput,
  type GroupId,
  isHoldfastError,
  type OperationId,
  type RecordId,
  type UserId,
  type Version,
} from "@holdfast/contract";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, createFaultProxy, createTestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { SelectionModel } from "./model-fixture.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
beforeAll(async () => {
  records = await addRecords(database, 5);
});

const kinds = [
  ...[
    "select",
    "bulk_select",
    "bulk_select",
    "select_matching",
    "deselect",
    "bulk_deselect",
    "clear_all",
    "annotate",
    "annotate",
  ],
  ...["move", "copy", "create_group", "rename_group", "describe_group", "delete_group", "make_default", "reorder_groups"],
  ...["combine_groups", "restore_group", "undo", "undo", "undo", "undo", "redo", "redo"],
] as const;
/** These need what only the database knows. */
const asking: ReadonlySet<string> = new Set(["undo", "redo", "restore_group"]);
const needsDatabase = (change: ChangeInput): boolean =>
  asking.has(change.kind) || "query" in change || ("seenVersion" in change && change.seenVersion !== undefined);

const operation = fc.record({
  type: fc.constant("operation" as const),
  user: fc.constantFrom(0, 1),
  kind: fc.constantFrom(...kinds),
  picks: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
  from: fc.nat({ max: 9 }),
  to: fc.nat({ max: 9 }),
  /** A version of the group's past, where one is wanted. */
  back: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  combination: fc.constantFrom("union" as const, "intersection" as const, "difference" as const),
  note: fc.option(fc.constantFrom("a", "b", null), { nil: undefined }),
  state: fc.option(fc.constantFrom("x", "y", null), { nil: undefined }),
});
const event = fc.record({
  type: fc.constantFrom("cut" as const, "restore" as const, "restart" as const, "leave" as const, "compare" as const),
});
const script = fc.array(fc.oneof({ weight: 12, arbitrary: operation }, { weight: 1, arbitrary: event }), {
  minLength: 40,
  maxLength: 80,
});

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

interface Player {
  readonly userId: UserId;
  readonly model: SelectionModel;
}

/** The change that a drawn operation stands for here and now; undefined when it makes no sense. */
function changeOf(
  { model }: Player,
  { kind, picks, from, to, note, state, back, combination }: Operation,
  names: () => string,
): ChangeInput | undefined {
  const groups = [...model.groups.keys()];
  const group = groups[from % groups.length] as GroupId;
  const other = groups[to % groups.length] as GroupId;
  const recordIds = picks.map((pick) => records[pick] as RecordId);
  const recordId = recordIds[0] as RecordId;
  const version = Math.max(1, Math.ceil((back ?? 1) * (model.versions.get(group) ?? 1))) as Version;
  const guard = back === undefined ? {} : { seenVersion: version };
  switch (kind) {
    case "select":
    case "deselect":
      return { kind, group, recordId };
    case "bulk_select":
      return { kind, group, recordIds };
    case "select_matching":
      return { kind: "bulk_select", group, query: { filter: {}, except: recordIds } };
    case "bulk_deselect":
      return { kind, group, recordIds, ...guard };
    case "clear_all":
      return { kind, group, ...guard };
    case "annotate":
      return note === undefined && state === undefined ? undefined : { kind, group, recordIds, note, state };
    case "move":
    case "copy":
      return group === other ? undefined : { kind, group, to: other, recordIds };
    case "create_group":
      return groups.length > 3 ? undefined : { kind, name: names() };
    case "combine_groups":
      return groups.length > 3 || group === other
        ? undefined
        : { kind, operation: combination, groups: [group, other], name: names() };
    case "rename_group":
      return { kind, group, name: names() };
    case "describe_group":
      return { kind, group, description: note ?? "" };
    case "make_default":
      return { kind, group };
    case "reorder_groups":
      return { kind, order: [other] };
    case "restore_group":
      return { kind, group, version };
    case "delete_group":
      return model.groups.get(group)?.isDefault === true ? undefined : { kind, group };
    default:
      return kind === "undo" || kind === "redo" ? (model.canTurn(kind) ? { kind } : undefined) : undefined;
  }
}

/** A connection that died with the network is noticed by whoever uses it next: the same request again is answered. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isHoldfastError(error, "database_unavailable") || tries === 10) throw error;
    }
  }
}

type Bench = Awaited<ReturnType<typeof createTestHoldfast>>;
type Proxy = Awaited<ReturnType<typeof createFaultProxy>>;

class Play {
  readonly comparisons: { readonly actual: unknown; readonly expected: unknown }[] = [];
  readonly #players: readonly Player[];
  readonly #bench: Bench;
  readonly #proxy: Proxy;
  #holdfast: Holdfast;
  #isCut = false;
  #names = 0;

  private constructor(players: readonly Player[], bench: Bench, proxy: Proxy, holdfast: Holdfast) {
    this.#players = players;
    this.#bench = bench;
    this.#proxy = proxy;
    this.#holdfast = holdfast;
  }

  static async begin(): Promise<Play> {
    const bench = await createTestHoldfast(database);
    const proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
    const holdfast = await Play.#open(bench, proxy);
    const players: Player[] = [];
    for (const userId of await addUsers(database, 2)) {
      const [first] = (await holdfast.selections.groups(userId)).groups;
      if (first !== undefined) players.push({ userId, model: new SelectionModel(first.id, first.name, records) });
    }
    return new Play(players, bench, proxy, holdfast);
  }

  static async #open(bench: Bench, proxy: Proxy): Promise<Holdfast> {
    const holdfast = await bench.open({
      database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
      closeDeadline: 50,
    });
    await patiently(() => holdfast.catalogue.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 100 }));
    return holdfast;
  }

  async operate(drawn: Operation): Promise<void> {
    const player = this.#players[drawn.user] as Player;
    const change = changeOf(player, drawn, () => `Group ${(this.#names += 1)}`);
    if (change === undefined) return;
    if (needsDatabase(change)) await this.restore();
    const { userId, model } = player;
    const request = { operationId: randomUUID() as OperationId, change };
    const answer = await patiently(() => this.#holdfast.selections.perform({ userId }, request));
    if (change.kind === "undo" || change.kind === "redo") {
      this.comparisons.push({ actual: answer.undone?.skippedItems, expected: [] });
      model.turn(change.kind);
    } else model.perform(change, answer.groupId);
  }

  async cut(): Promise<void> {
    // Only users in memory can go on without the database.
    for (const { userId } of this.#players) await patiently(() => this.#holdfast.selections.groups(userId));
    await this.#proxy.cut();
    this.#isCut = true;
  }

  async restore(): Promise<void> {
    if (this.#isCut) await this.#proxy.restore();
    this.#isCut = false;
  }

  async restart(): Promise<void> {
    await this.#holdfast.close();
    await this.restore();
    this.#holdfast = await Play.#open(this.#bench, this.#proxy);
  }

  async leave(): Promise<void> {
    if (!this.#isCut) for (const { userId } of this.#players) await this.#holdfast.selections.leave(userId);
  }

  async compare(): Promise<void> {
    await this.restore();
    for (const { userId, model } of this.#players) {
      const { state } = await this.#holdfast.selections.flush(userId);
      const actual = { state, memory: await patiently(() => stateOf(this.#holdfast, userId)), tables: await tablesOf(userId) };
      this.comparisons.push({
        actual,
        expected: { state: "applied", memory: expectedState(model), tables: expectedTables(model) },
      });
    }
    this.comparisons.push({ actual: this.#holdfast.status().drain.quarantined, expected: 0 });
  }

  async end(): Promise<void> {
    await this.restore();
    await this.#bench.cleanUp();
    await this.#proxy.close();
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

async function stateOf(holdfast: Holdfast, userId: UserId): Promise<unknown> {
  const { groups } = await holdfast.selections.groups(userId);
  const held = groups.map(async ({ id, name, version, count }) => {
    const { recordIds = [] } = (await holdfast.selections.records(userId, id)) ?? {};
    return { id, name, version, count, recordIds: [...recordIds].sort() };
  });
  return (await Promise.all(held)).sort((a, b) => byText(a.id, b.id));
}

function expectedState({ groups, versions }: SelectionModel): unknown {
  const held = [...groups].map(([id, { name, rows }]) => ({
    id,
    name,
    version: versions.get(id),
    count: rows.size,
    recordIds: [...rows.keys()].sort(),
  }));
  return held.sort((a, b) => byText(a.id, b.id));
}

async function tablesOf(userId: UserId): Promise<unknown> {
  const groups = await database.query(
    "select id, name, description, is_default, place, version::int, count from holdfast.selection_group where owner_id = $1",
    [userId],
  );
  const rows = await database.query("select group_id, record_id, note, state from holdfast.selection where owner_id = $1", [
    userId,
  ]);
  const trail = await database.query(
    "select action, group_id, group_version::int, record_id from holdfast.audit_event where user_id = $1",
    [userId],
  );
  const texts = (list: readonly Record<string, unknown>[]): string[] => list.map((row) => Object.values(row).join(" | ")).sort();
  return { groups: texts(groups), rows: texts(rows), trail: texts(trail) };
}

function expectedTables({ groups, versions, traces }: SelectionModel): unknown {
  const line = (...parts: unknown[]): string => parts.join(" | ");
  return {
    groups: [...groups]
      .map(([id, { name, description, isDefault, place, rows }]) =>
        line(id, name, description, isDefault, place, versions.get(id), rows.size),
      )
      .sort(),
    rows: [...groups]
      .flatMap(([id, { rows }]) => [...rows].map(([record, { note, state }]) => line(id, record, note, state)))
      .sort(),
    trail: traces.map(({ action, group, version, record }) => line(action, group, version, record)).sort(),
  };
}

it(
  "[SE-01, SE-02, SE-05, SE-07, SE-08, SE-09, SE-12, SE-14, SY-02, SY-04, AU-01, L-06] two users, cuts and restarts: everything is what the model says",
  { timeout: 180_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const play = await Play.begin();
        try {
          for (const step of steps) await (step.type === "operation" ? play.operate(step) : play[step.type]());
          await play.compare();
          for (const { actual, expected } of play.comparisons) expect(actual).toEqual(expected);
        } finally {
          await play.end();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  },
);
