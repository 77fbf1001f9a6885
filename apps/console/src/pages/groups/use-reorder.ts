// Putting the groups in another order: by dragging a handle, or by lifting it with Space and moving it with the arrows (UI-07).
import type { Group, GroupId } from "@holdfast/contract";
import { useHoldfast } from "@holdfast/react";
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useGroupChange } from "../../data/groups.js";
import { useSpeaker } from "../../parts/announcer.js";
import { moved, placeAt } from "./order.js";

interface Lifted {
  readonly id: GroupId;
  readonly by: "pointer" | "keys";
  readonly order: readonly GroupId[];
}

export interface Reorder {
  readonly lifted: GroupId | undefined;
  /** Where the group is shown: the elements stay, so that focus and finger stay on them. */
  readonly placeOf: (id: GroupId) => number;
  readonly handle: (group: Group) => {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onBlur: () => void;
  };
}

/** Middles of the other cards as they lie now, from top to bottom. */
function middlesBeside(handle: HTMLElement): readonly number[] {
  const own = handle.closest("li");
  const cards = [...(own?.parentElement?.children ?? [])].filter((card) => card !== own);
  return cards
    .map((card) => card.getBoundingClientRect())
    .map(({ top, height }) => top + height / 2)
    .sort((a, b) => a - b);
}

function useSave(groups: readonly Group[]): (order: readonly GroupId[], group: Group) => Promise<void> {
  const session = useHoldfast();
  const change = useGroupChange();
  const { announce, notify } = useSpeaker();
  return async (order, group) => {
    if (order.every((id, at) => groups[at]?.id === id)) return announce(`${group.name} stays at its place.`);
    session.groups.change((list) =>
      list.map((one) => ({ ...one, place: order.indexOf(one.id) })).toSorted((a, b) => a.place - b.place),
    );
    announce(`${group.name} is now at place ${order.indexOf(group.id) + 1} of ${order.length}.`);
    const outcome = await change({ kind: "reorder_groups", order: [...order] });
    if (outcome.status === "refused") notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
  };
}

interface Lift {
  readonly lifted: Lifted | undefined;
  /** What is lifted at this moment, also before it was drawn. */
  readonly now: () => Lifted | undefined;
  readonly hold: (next: Lifted | undefined) => void;
  readonly moveTo: (place: number, name: string) => void;
  readonly cancel: (name: string) => void;
}

function useLift(): Lift {
  const [lifted, setLifted] = useState<Lifted>();
  const held = useRef<Lifted>(undefined);
  const { announce } = useSpeaker();
  const hold = (next: Lifted | undefined): void => {
    held.current = next;
    setLifted(next);
  };
  return {
    lifted,
    now: () => held.current,
    hold,
    moveTo: (place, name) => {
      const now = held.current;
      if (now === undefined) return;
      const from = now.order.indexOf(now.id);
      const next = Math.min(Math.max(0, place), now.order.length - 1);
      if (next === from) return;
      hold({ ...now, order: moved(now.order, from, next) });
      if (now.by === "keys") announce(`${name}, place ${next + 1} of ${now.order.length}.`);
    },
    cancel: (name) => {
      if (held.current === undefined) return;
      hold(undefined);
      announce(`${name} is back at its place.`);
    },
  };
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -1e6, End: 1e6 };

export function useReorder(groups: readonly Group[]): Reorder {
  const { lifted, now, hold, moveTo, cancel } = useLift();
  const save = useSave(groups);
  const { announce } = useSpeaker();
  const ids = groups.map(({ id }) => id);

  const drop = (group: Group): void => {
    const order = now()?.order;
    hold(undefined);
    if (order !== undefined) void save(order, group);
  };
  const lift = (group: Group): void => {
    hold({ id: group.id, by: "keys", order: ids });
    const place = `place ${ids.indexOf(group.id) + 1} of ${ids.length}`;
    announce(`${group.name} lifted, ${place}. Arrows move it, Space puts it down, Escape puts it back.`);
  };
  const onKeyDown = (group: Group, event: KeyboardEvent): void => {
    const current = now();
    const isSwitch = event.key === " " || event.key === "Enter";
    const step = steps[event.key];
    if (!isSwitch && (current === undefined || (step === undefined && event.key !== "Escape"))) return;
    event.preventDefault();
    if (current === undefined) lift(group);
    else if (isSwitch) drop(group);
    else if (step === undefined) cancel(group.name);
    else moveTo(current.order.indexOf(current.id) + step, group.name);
  };

  return {
    lifted: lifted?.id,
    placeOf: (id) => (lifted?.order ?? ids).indexOf(id),
    handle: (group) => ({
      onKeyDown: (event) => onKeyDown(group, event),
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hold({ id: group.id, by: "pointer", order: ids });
      },
      onPointerMove: (event) => {
        if (now()?.by === "pointer") moveTo(placeAt(event.clientY, middlesBeside(event.currentTarget)), group.name);
      },
      onPointerUp: () => now()?.by === "pointer" && drop(group),
      onPointerCancel: () => cancel(group.name),
      onBlur: () => now()?.by === "keys" && cancel(group.name),
    }),
  };
}
