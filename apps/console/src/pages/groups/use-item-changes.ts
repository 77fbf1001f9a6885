// What can be done with the records of a group: notes, states, removing, moving, copying; each one operation, told when it is done.
import { slicesOf, type OperationOutcome } from "@holdfast/client";
import type { ChangeInput, Group, OperationAnswer, RecordId } from "@holdfast/contract";
import { recordsText } from "../../data/count-words.js";
import { patchItems } from "../../data/group-items.js";
import { queryClient } from "../../data/session.js";
import { useLive } from "../../data/use-live.js";
import { useSpeaker } from "../../parts/announcer.js";

export interface ItemChanges {
  readonly setNote: (id: RecordId, title: string, note: string) => void;
  readonly setNotes: (ids: readonly RecordId[], note: string | null) => void;
  readonly setState: (ids: readonly RecordId[], state: string | null) => void;
  readonly remove: (ids: readonly RecordId[]) => void;
  readonly send: (kind: "move" | "copy", ids: readonly RecordId[], to: Group) => void;
}

/** "3 records moved to Fire; 1 was there already." */
export function sentWords(
  kind: "move" | "copy",
  to: string,
  answer: Pick<OperationAnswer, "added" | "alreadyThere" | "overLimit">,
): string {
  const { added, alreadyThere, overLimit } = answer;
  const rest = [
    alreadyThere > 0 ? `${alreadyThere} ${alreadyThere === 1 ? "was" : "were"} there already` : [],
    overLimit > 0 ? `${overLimit} left out: the group is full` : [],
  ].flat();
  return `${[`${recordsText(added)} ${kind === "move" ? "moved" : "copied"} to ${to}`, ...rest].join("; ")}.`;
}

export function useItemChanges(group: Group): ItemChanges {
  const { selections } = useLive();
  const { announce, notify } = useSpeaker();
  const whenDone = async (
    outcome: Promise<OperationOutcome>,
    words: (answer: OperationAnswer) => string,
    show = false,
  ): Promise<void> => {
    const done = await outcome;
    if (done.status === "answered") {
      if (show) notify({ tone: "good", text: words(done.answer) });
      else announce(words(done.answer));
      return;
    }
    notify({ tone: "bad", text: done.problem.detail, detail: done.problem.action });
    await queryClient.invalidateQueries({ queryKey: ["items", group.id] });
  };
  return {
    setNote: (id, title, note) => {
      patchItems(group.id, new Set([id]), { note: note === "" ? null : note });
      const change: ChangeInput = { kind: "annotate", group: group.id, recordIds: [id], note: note === "" ? null : note };
      void whenDone(selections.perform(change), () => `Note of ${title} saved.`);
    },
    setNotes: (ids, note) => {
      patchItems(group.id, new Set(ids), { note });
      for (const recordIds of slicesOf(ids)) {
        const change: ChangeInput = { kind: "annotate", group: group.id, recordIds: [...recordIds], note };
        void whenDone(selections.perform(change), () =>
          note === null ? `Note taken off ${recordsText(ids.length)}.` : `Note set on ${recordsText(ids.length)}.`,
        );
      }
    },
    setState: (ids, state) => {
      patchItems(group.id, new Set(ids), { state });
      for (const recordIds of slicesOf(ids)) {
        const change: ChangeInput = { kind: "annotate", group: group.id, recordIds: [...recordIds], state };
        void whenDone(selections.perform(change), () =>
          state === null ? `State taken off ${recordsText(ids.length)}.` : `${recordsText(ids.length)} now ${state}.`,
        );
      }
    },
    remove: (ids) => {
      for (const slice of slicesOf(ids))
        void whenDone(
          selections.deselect(group.id, slice),
          ({ removed }) =>
            `${recordsText(removed)} removed from ${group.name}. Undo brings ${removed === 1 ? "it" : "them"} back.`,
          true,
        );
    },
    send: (kind, ids, to) => {
      for (const recordIds of slicesOf(ids)) {
        const change: ChangeInput = { kind, group: group.id, to: to.id, recordIds: [...recordIds] };
        void whenDone(selections.perform(change), (answer) => sentWords(kind, to.name, answer), true);
      }
    },
  };
}
