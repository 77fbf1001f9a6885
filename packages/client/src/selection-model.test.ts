// The selection model: what the user did shows at once, and goes only when the server's own state shows it.
import type { GroupId, OperationAnswer, OperationId, Position, RecordId, Version } from "@holdfast/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SelectionEffect } from "./selection-effect.js";
import {
  acknowledge,
  applyChanges,
  begin,
  dismiss,
  emptySelection,
  isSelected,
  load,
  markApplied,
  receive,
  refuse,
  selectedCount,
  syncStateOf,
  type SelectionEvent,
  type SelectionState,
} from "./selection-model.js";

const group = "g" as GroupId;
const record = (n: number): RecordId => `r${n}` as RecordId;
const operation = (n: number): OperationId => `o${n}` as OperationId;
const version = (n: number): Version => n as Version;
const ids = (...numbers: number[]): ReadonlySet<RecordId> => new Set(numbers.map(record));
const add = (...numbers: number[]): SelectionEffect => ({ kind: "add", recordIds: ids(...numbers) });
const held = (at: number, ...numbers: number[]): SelectionState =>
  load(emptySelection(group), { groupId: group, version: version(at), count: numbers.length, recordIds: numbers.map(record) });

function answer(n: number, at: number, rest: Partial<OperationAnswer> = {}): OperationAnswer {
  return {
    operationId: operation(n),
    kind: "select",
    repeated: false,
    groupId: group,
    version: version(at),
    count: 0,
    requested: 1,
    added: 1,
    alreadyThere: 0,
    removed: 0,
    notThere: 0,
    unknown: 0,
    unknownRecords: [],
    overLimit: 0,
    matched: null,
    excluded: null,
    keptBecauseChanged: 0,
    position: at as Position,
    durability: "journal",
    at: "2026-01-31T10:20:30Z",
    ...rest,
  };
}

function event(n: number, at: number, added: readonly RecordId[] | null, removed: readonly RecordId[] | null): SelectionEvent {
  const lists = { added: added === null ? null : [...added], removed: removed === null ? null : [...removed] };
  return {
    type: "selection",
    position: at as Position,
    operationId: operation(n),
    groupId: group,
    version: version(at),
    count: 0,
    ...lists,
  };
}

describe("[UI-02] what the user did is shown at once, with its state", () => {
  test("[UI-02] saving, then safe, then synced", () => {
    const saving = begin(held(1), operation(1), add(1));
    expect([isSelected(saving, record(1)), selectedCount(saving), syncStateOf(saving)]).toEqual([true, 1, "saving"]);
    const safe = acknowledge(saving, answer(1, 2)).state;
    expect([isSelected(safe, record(1)), safe.version, syncStateOf(safe)]).toEqual([true, 2, "safe"]);
    const synced = markApplied(safe, 2 as Position);
    expect([isSelected(synced, record(1)), synced.operations.length, syncStateOf(synced)]).toEqual([true, 0, "synced"]);
  });

  test("[UI-02] a refused change is taken back and keeps its reason until it is dismissed", () => {
    const refused = refuse(begin(held(1, 2), operation(1), add(1)), operation(1), {
      code: "limit_exceeded",
      detail: "Full.",
      action: "Clear some.",
    });
    expect([isSelected(refused, record(1)), isSelected(refused, record(2)), selectedCount(refused)]).toEqual([false, true, 1]);
    expect(refused.operations[0]?.refusal?.detail).toBe("Full.");
    expect(syncStateOf(refused)).toBe("refused");
    expect(dismiss(refused, operation(1)).operations).toEqual([]);
  });

  test("[UI-02] an acknowledged change stays on top until the server's version reaches it", () => {
    const far = acknowledge(begin(held(1), operation(1), add(1)), answer(1, 5));
    expect([far.behind, far.state.version, isSelected(far.state, record(1))]).toEqual([true, 1, true]);
    const synced = markApplied(far.state, 9 as Position);
    expect([synced.operations.length, isSelected(synced, record(1))]).toEqual([1, true]);
    const read = load(synced, { groupId: group, version: version(5), count: 1, recordIds: [record(1)] });
    expect([read.operations.length, isSelected(read, record(1))]).toEqual([0, true]);
  });

  test("[UI-02] an older reading that arrives late changes nothing", () => {
    const state = held(7, 1);
    expect(load(state, { groupId: group, version: version(6), count: 0, recordIds: [] })).toBe(state);
  });
});

describe("[SE-07] all that match, minus exceptions", () => {
  const matching: SelectionEffect = { kind: "add_matching", query: "family=A", except: ids(3), estimate: 40 };

  test("[SE-07] rows found by the same query show as selected, exceptions and other rows do not", () => {
    const state = begin(held(1), operation(1), matching);
    expect([
      isSelected(state, record(1), "family=A"),
      isSelected(state, record(3), "family=A"),
      isSelected(state, record(1), "family=B"),
    ]).toEqual([true, false, false]);
    expect(selectedCount(state)).toBe(40);
  });

  test("[SE-07] its answer asks for a reading, because only the server knows what matched", () => {
    const step = acknowledge(begin(held(1), operation(1), matching), answer(1, 2, { added: 39, matched: 40 }));
    expect([step.behind, isSelected(step.state, record(1), "family=A")]).toEqual([true, true]);
  });

  test("[SE-07] a row unticked afterwards is unticked, and a clear wins over all before it", () => {
    const unticked = begin(begin(held(1), operation(1), matching), operation(2), { kind: "remove", recordIds: ids(1) });
    expect([isSelected(unticked, record(1), "family=A"), isSelected(unticked, record(2), "family=A")]).toEqual([false, true]);
    const cleared = begin(unticked, operation(3), { kind: "clear" });
    expect([isSelected(cleared, record(2), "family=A"), selectedCount(cleared)]).toEqual([false, 0]);
  });
});

describe("[SE-06] versions without gaps", () => {
  test("[SE-06] the next version is taken from the event, an old one ignored, a hole noticed", () => {
    expect(receive(held(1), event(9, 2, [record(5)], [])).state.recordIds).toEqual(ids(5));
    expect(receive(held(4), event(9, 3, [record(5)], []))).toMatchObject({ behind: false, state: { version: 4 } });
    expect(receive(held(1), event(9, 3, [record(5)], []))).toMatchObject({ behind: true, state: { version: 1 } });
    expect(receive(held(1), event(9, 2, null, null)).behind).toBe(true);
  });

  test("[SE-06] changes that do not connect ask for the whole group", () => {
    const changes = { groupId: group, since: version(1), version: version(4), count: 1, reset: true, added: [], removed: [] };
    expect(applyChanges(held(1), changes).behind).toBe(true);
    expect(applyChanges(held(2), { ...changes, reset: false, added: [record(8)] }).state.recordIds).toEqual(ids(8));
  });
});

/** A server that performs operations of this and of other clients, and remembers every version. */
class ModelServer {
  readonly history: ReadonlySet<RecordId>[] = [new Set()];
  readonly events: SelectionEvent[] = [];

  perform(n: number, effect: SelectionEffect): OperationAnswer {
    const before = this.history.at(-1)!;
    const after = new Set(before);
    if (effect.kind === "add") for (const id of effect.recordIds) after.add(id);
    if (effect.kind === "remove") for (const id of effect.recordIds) after.delete(id);
    if (effect.kind === "clear") after.clear();
    const added = [...after].filter((id) => !before.has(id));
    const removed = [...before].filter((id) => !after.has(id));
    if (added.length + removed.length > 0) {
      this.history.push(after);
      this.events.push(event(n, this.history.length - 1, added, removed));
    }
    return answer(n, this.history.length - 1, { added: added.length, removed: removed.length });
  }

  changesSince(state: SelectionState): SelectionState {
    const now = this.history.at(-1)!;
    const then = this.history[state.version]!;
    return applyChanges(state, {
      groupId: group,
      since: state.version,
      version: version(this.history.length - 1),
      count: now.size,
      reset: false,
      added: [...now].filter((id) => !then.has(id)),
      removed: [...then].filter((id) => !now.has(id)),
    }).state;
  }
}

const effectArbitrary: fc.Arbitrary<SelectionEffect> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom("add" as const, "remove" as const),
      recordIds: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 }).map((list) => ids(...list)),
    }),
  },
  { weight: 1, arbitrary: fc.constant<SelectionEffect>({ kind: "clear" }) },
);
const stepArbitrary = fc.record({
  own: fc.boolean(),
  effect: effectArbitrary,
  fate: fc.constantFrom("answer", "event first", "event lost", "event twice"),
});

describe("[SE-02] many clients on one group", () => {
  test("[SE-02] whatever is lost, doubled or late, the client ends where the server is", () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { maxLength: 30 }), (steps) => {
        const server = new ModelServer();
        let state = held(0);
        const take = (one: { state: SelectionState; behind: boolean }): void =>
          void (state = one.behind ? server.changesSince(one.state) : one.state);
        for (const [n, { own, effect, fate }] of steps.entries()) {
          if (own) state = begin(state, operation(n), effect);
          const known = server.events.length;
          const said = server.perform(n, effect);
          const news = server.events.slice(known);
          const deliver = (): void => news.forEach((one) => take(receive(state, one)));
          if (fate === "event first") deliver();
          if (own) take(acknowledge(state, said));
          if (fate === "answer") deliver();
          if (fate === "event twice") [deliver, deliver].forEach((again) => again());
        }
        state = markApplied(server.changesSince(state), 1e9 as Position);
        expect(state.recordIds).toEqual(server.history.at(-1));
        expect([state.operations.length, selectedCount(state)]).toEqual([0, server.history.at(-1)!.size]);
      }),
      { numRuns: 300 },
    );
  });

  test("[UI-02] own changes that are not yet answered show as made, and the count agrees with the rows", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(11)), fc.array(effectArbitrary, { maxLength: 8 }), (base, effects) => {
        const state = effects.reduce((before, effect, n) => begin(before, operation(n), effect), held(3, ...base));
        const server = new ModelServer();
        server.history[0] = ids(...base);
        for (const [n, effect] of effects.entries()) server.perform(n, effect);
        const shown = Array.from({ length: 12 }, (_, n) => record(n)).filter((id) => isSelected(state, id));
        expect(new Set(shown)).toEqual(server.history.at(-1));
        expect(selectedCount(state)).toBe(shown.length);
      }),
    );
  });
});
