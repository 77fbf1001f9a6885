// What can be done with what is selected: into another group, a state, a note, out of the group; told when it is done (UI-01).
import { HoldfastProblem, type OperationOutcome, type SelectionState } from "@holdfast/client";
import type { Group, OperationAnswer, RecordFilter, RecordId } from "@holdfast/contract";
import { useState } from "react";
import { openChanges } from "../../app/changes/open-changes.js";
import { api } from "../../data/api.js";
import { recordsText } from "../../data/count-words.js";
import { filterParameters } from "../../data/table-query.js";
import { useLive } from "../../data/use-live.js";
import { useSpeaker } from "../../parts/announcer.js";
import { addTo, annotateAll, removeFrom, type AnnotateInput, type SelectionScope } from "./selection-scope.js";
import { leftOutWords } from "./use-row-selection.js";

const mostPerCall = 1000;

/** The ids of what is selected and matches, read page by page; without a filter they are known already. */
async function idsOf(scope: SelectionScope, state: SelectionState | undefined): Promise<readonly RecordId[]> {
  if (Object.keys(scope.filter).length === 0) return state === undefined ? [] : [...state.recordIds];
  const filter: RecordFilter = { ...scope.filter, groupId: scope.group.id, selected: true };
  const ids: RecordId[] = [];
  for (;;) {
    const query = { ...filterParameters(filter), offset: ids.length, limit: mostPerCall };
    const { items, total } = await api.call("searchRecords", { query });
    ids.push(...items.map(({ id }) => id));
    if (items.length === 0 || ids.length >= total) return ids;
  }
}

export interface SelectionActions {
  readonly isBusy: boolean;
  readonly add: (scope: SelectionScope, to: Pick<Group, "id" | "name">) => void;
  readonly remove: (scope: SelectionScope) => void;
  readonly annotate: (scope: SelectionScope, annotation: AnnotateInput) => void;
}

export function annotatedWords({ state, note }: AnnotateInput, count: number): string {
  if (state !== undefined)
    return state === null ? `State taken off ${recordsText(count)}.` : `${recordsText(count)} now “${state}”.`;
  return note === null ? `Note taken off ${recordsText(count)}.` : `Note set on ${recordsText(count)}.`;
}

export function useSelectionActions(state: SelectionState | undefined): SelectionActions {
  const [isBusy, setBusy] = useState(false);
  const { selections } = useLive();
  const { notify } = useSpeaker();

  const tell = (outcome: OperationOutcome, words: (answer: OperationAnswer) => string): void => {
    if (outcome.status === "refused") return;
    const { answer } = outcome;
    const leftOut = leftOutWords(answer);
    notify({
      tone: leftOut === undefined ? "good" : "warn",
      text: words(answer),
      ...(leftOut === undefined ? {} : { detail: leftOut }),
      action: { label: "Story", onSelect: () => openChanges(answer.operationId) },
    });
  };
  const annotate = async (scope: SelectionScope, annotation: AnnotateInput): Promise<void> => {
    setBusy(true);
    try {
      const outcomes = await annotateAll(selections, scope.group, await idsOf(scope, state), annotation);
      const done = outcomes.reduce((sum, one) => sum + (one.status === "answered" ? (one.answer.annotated ?? 0) : 0), 0);
      const [first] = outcomes;
      if (first !== undefined) tell(first, () => annotatedWords(annotation, done));
    } catch (error) {
      const detail = error instanceof HoldfastProblem ? `${error.detail} ${error.action}` : "Try again.";
      notify({ tone: "bad", text: "The selection could not be read, so nothing was changed.", detail });
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    add: (scope, to) =>
      void addTo(selections, scope, to).then((outcome) =>
        tell(outcome, ({ added, alreadyThere }) => {
          const rest = alreadyThere > 0 ? `; ${alreadyThere === 1 ? "1 was" : `${alreadyThere} were`} there already` : "";
          return `${recordsText(added)} added to ${to.name}${rest}.`;
        }),
      ),
    remove: (scope) =>
      void removeFrom(selections, scope).then((outcome) =>
        tell(outcome, ({ removed }) => `${recordsText(removed)} removed from ${scope.group.name}.`),
      ),
    annotate: (scope, annotation) => void annotate(scope, annotation),
  };
}
