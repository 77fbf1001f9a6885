// The selections of a page over a server that remembers versions: answers, events and re-reading end in the same state.
import type { GroupId, OperationId, Position, RecordId, StreamEvent, Version } from "@holdfast/contract";
import { beforeEach, describe, expect, test } from "vitest";
import { createHoldfastClient } from "./client.js";
import { isSelected, selectedCount, syncStateOf } from "./selection-model.js";
import { createSelections, type Selections } from "./selections.js";
import type { Timing } from "./timing.js";

const group = "g" as GroupId;
const record = (n: number): RecordId => `r${n}` as RecordId;
let ids = 0;
const timing: Timing = { pause: async () => undefined, random: () => 0, uuid: () => `op-${(ids += 1)}` };

interface Sent {
  readonly operationId: string;
  readonly change: {
    readonly kind: string;
    readonly recordId?: RecordId;
    readonly recordIds?: RecordId[];
    readonly seenVersion?: number;
  };
}

/** One group behind the HTTP API, as far as a client can tell. */
class GroupServer {
  readonly history: Set<RecordId>[] = [new Set([record(1)])];
  readonly sent: Sent[] = [];
  readonly asked: string[] = [];
  refusal: { code: string; detail: string; action: string } | undefined;

  get version(): number {
    return this.history.length - 1;
  }

  readonly fetch = (async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), "http://server");
    this.asked.push(url.pathname);
    if (url.pathname.endsWith("/operations")) return this.#perform(JSON.parse(init?.body as string) as Sent);
    const now = this.history.at(-1)!;
    if (url.pathname.endsWith("/records"))
      return Response.json({ groupId: group, version: this.version, count: now.size, recordIds: [...now] });
    const then = this.history[Number(url.searchParams.get("since"))]!;
    const [added, removed] = [[...now].filter((id) => !then.has(id)), [...then].filter((id) => !now.has(id))];
    return Response.json({
      groupId: group,
      since: Number(url.searchParams.get("since")),
      version: this.version,
      count: now.size,
      reset: false,
      added,
      removed,
    });
  }) as typeof fetch;

  /** Another client's change. */
  change(alter: (records: Set<RecordId>) => void): void {
    const next = new Set(this.history.at(-1));
    alter(next);
    this.history.push(next);
  }

  #perform(sent: Sent): Response {
    this.sent.push(sent);
    if (this.refusal !== undefined) return Response.json(this.refusal, { status: 422 });
    const { kind, recordId, recordIds } = sent.change;
    const named = recordId === undefined ? (recordIds ?? [record(7), record(8)]) : [recordId];
    this.change((records) => {
      if (kind === "clear_all") records.clear();
      else if (kind.endsWith("deselect")) for (const id of named) records.delete(id);
      else for (const id of named) records.add(id);
    });
    const [before, after] = this.history.slice(-2);
    const [added, removed] = [
      [...after!].filter((id) => !before!.has(id)).length,
      [...before!].filter((id) => !after!.has(id)).length,
    ];
    const counts = {
      requested: named.length,
      added,
      removed,
      alreadyThere: 0,
      notThere: 0,
      unknown: 0,
      unknownRecords: [],
      overLimit: 0,
      keptBecauseChanged: 0,
    };
    return Response.json({
      operationId: sent.operationId,
      kind,
      repeated: false,
      groupId: group,
      version: this.version,
      count: after!.size,
      ...counts,
      matched: null,
      excluded: null,
      position: this.version,
      durability: "journal",
      at: "2026-01-31T10:20:30Z",
    });
  }
}

describe("[UI-02] selections of a page", () => {
  let server: GroupServer;
  let selections: Selections;
  beforeEach(async () => {
    server = new GroupServer();
    selections = createSelections({ client: createHoldfastClient({ fetch: server.fetch }), timing });
    await selections.open(group);
  });
  const state = () => selections.get(group)!;

  test("[UI-02] a tick shows before the server has heard of it, and is safe, then synced", async () => {
    const performed = selections.select(group, [record(2)]);
    expect([isSelected(state(), record(2)), selectedCount(state()), syncStateOf(state()), server.sent.length]).toEqual([
      true,
      2,
      "saving",
      0,
    ]);
    await performed;
    expect([syncStateOf(state()), server.sent[0]?.change.kind]).toEqual(["safe", "select"]);
    selections.receive({ type: "applied", position: 1 as Position });
    expect([syncStateOf(state()), state().operations]).toEqual(["synced", []]);
  });

  test("[UI-02] what was applied before the answer came is synced at once", async () => {
    selections.noteApplied(50 as Position);
    await selections.select(group, [record(2), record(3)]);
    expect([syncStateOf(state()), server.sent[0]?.change.kind]).toEqual(["synced", "bulk_select"]);
  });

  test("[UI-02] a refusal takes the change back and keeps the reason", async () => {
    server.refusal = { code: "limit_exceeded", detail: "Full.", action: "Clear some." };
    const outcome = await selections.select(group, [record(2)]);
    expect([outcome.status, isSelected(state(), record(2)), state().operations[0]?.refusal?.action]).toEqual([
      "refused",
      false,
      "Clear some.",
    ]);
    selections.dismiss(group, state().operations[0]!.operationId);
    expect(syncStateOf(state())).toBe("synced");
  });

  test("[SE-02] a change of another device that no event told is read before the own one is dropped", async () => {
    server.change((records) => records.add(record(9)));
    await selections.select(group, [record(2)]);
    await selections.catchUp();
    expect([...state().recordIds].sort()).toEqual([record(1), record(2), record(9)]);
  });

  test("[SE-07] a change by query shows at once on rows of that query, and then as the server resolved it", async () => {
    const performed = selections.selectMatching(group, {
      filter: { family: ["A"] },
      query: "A",
      except: [record(5)],
      estimate: 40,
    });
    expect([isSelected(state(), record(4), "A"), isSelected(state(), record(5), "A"), selectedCount(state())]).toEqual([
      true,
      false,
      41,
    ]);
    await performed;
    await selections.catchUp();
    selections.noteApplied(50 as Position);
    expect([[...state().recordIds].sort(), selectedCount(state()), isSelected(state(), record(4), "A")]).toEqual([
      [record(1), record(7), record(8)],
      3,
      false,
    ]);
  });

  test("[SE-08] clearing carries the version that the user saw", async () => {
    await selections.clear(group);
    expect([server.sent[0]?.change, selectedCount(state())]).toEqual([{ kind: "clear_all", group, seenVersion: 0 }, 0]);
  });

  test("[SY-05] a change that the database refuses later is taken back and said", async () => {
    await selections.select(group, [record(2)]);
    const { operationId } = state().operations[0]!;
    server.change((records) => records.delete(record(2)));
    selections.receive({ type: "quarantined", position: 1 as Position, operationId, sqlState: "23503" });
    await selections.catchUp();
    expect([isSelected(state(), record(2)), state().operations[0]?.refusal?.code]).toEqual([false, "quarantined"]);
  });

  test("[RT-01] news of a hole in the versions leads to one reading of what changed", async () => {
    server.change((records) => records.add(record(2)));
    server.change((records) => records.add(record(3)));
    const read = new Promise<void>((resolve) => selections.subscribe(() => state().version === 2 && resolve()));
    const event: StreamEvent = {
      type: "selection",
      position: 2 as Position,
      operationId: "x" as OperationId,
      groupId: group,
      version: 2 as Version,
      count: 3,
      added: [record(3)],
      removed: [],
    };
    selections.receive(event);
    await read;
    expect([server.asked.at(-1), state().recordIds.size]).toEqual(["/api/v1/groups/g/changes", 3]);
  });
});
