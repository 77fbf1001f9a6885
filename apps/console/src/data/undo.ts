// Undo and redo as the server keeps them: what comes next in words, and carrying it out (SE-09).
import { HoldfastProblem, type LiveSession, type UndoKind, type UndoOutcome } from "@holdfast/client";
import type { Group, OperationAnswer, SkipReason, UndoableOperation } from "@holdfast/contract";
import { useHoldfast, useUndo } from "@holdfast/react";
import { openChanges } from "../app/changes/open-changes.js";
import { useSpeaker, type Notice } from "../parts/announcer.js";
import { countText } from "./count-words.js";
import { recordQuery } from "./record.js";
import { queryClient } from "./session.js";

/** So many of what was left alone are named. */
const named = 3;

export const skipWords: Readonly<Record<SkipReason, string>> = {
  changed: "changed since",
  there_already: "in the group already",
  group_gone: "the group is gone",
  group_changed: "the group was changed since",
  name_taken: "the name is taken",
  over_limit: "the group is full",
};

type Skipped = NonNullable<OperationAnswer["undone"]>["skippedItems"][number];

async function skippedName({ groupId, recordId }: Skipped, groups: readonly Group[]): Promise<string> {
  if (recordId !== null) {
    const record = await queryClient.fetchQuery(recordQuery(recordId)).catch(() => undefined);
    return record?.title ?? "a record";
  }
  return groups.find(({ id }) => id === groupId)?.name ?? "a group";
}

/** What was left alone and why, by name; undefined when everything was done. */
async function leftAlone({ undone }: OperationAnswer, groups: readonly Group[]): Promise<string | undefined> {
  if (undone === undefined || undone.skipped === 0) return undefined;
  const items = await Promise.all(
    undone.skippedItems.slice(0, named).map(async (item) => `“${await skippedName(item, groups)}” (${skipWords[item.reason]})`),
  );
  const rest = undone.skipped - items.length;
  return `Left alone: ${items.join(", ")}${rest > 0 ? ` and ${countText(rest)} more` : ""}.`;
}

const done: Readonly<Record<UndoKind, string>> = { undo: "Undone", redo: "Done again" };
const nothing: Readonly<Record<UndoKind, Notice>> = {
  undo: { tone: "good", text: "There is nothing to undo." },
  redo: { tone: "good", text: "There is nothing to do again." },
};

/** What people should hear of it. */
async function noticeOf(session: LiveSession, kind: UndoKind, outcome: UndoOutcome): Promise<Notice> {
  if (outcome.status === "nothing") return nothing[kind];
  if (outcome.status === "refused") return { tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action };
  const detail = await leftAlone(outcome.answer, session.groups.get().value ?? []);
  const text = `${done[kind]}: ${outcome.gesture.description}.`;
  const action = { label: "Story", onSelect: () => openChanges(outcome.answer.operationId) };
  return detail === undefined ? { tone: "good", text, action } : { tone: "warn", text, detail, action };
}

export interface Undoing {
  readonly undo: UndoableOperation | undefined;
  readonly redo: UndoableOperation | undefined;
  readonly busy: UndoKind | undefined;
  readonly perform: (kind: UndoKind) => void;
}

export function useUndoing(): Undoing {
  const session = useHoldfast();
  const undoing = useUndo();
  const { notify, announce } = useSpeaker();
  const run = async (kind: UndoKind): Promise<void> => {
    if (session.selections.queueStatus().waiting > 0) announce("Waiting for your last change to arrive.");
    try {
      notify(await noticeOf(session, kind, await undoing[kind]()));
      if (session.streamState() !== "live") await queryClient.invalidateQueries();
    } catch (error) {
      const isOurs = error instanceof HoldfastProblem;
      notify({ tone: "bad", text: isOurs ? error.detail : "Nothing was undone.", detail: isOurs ? error.action : "Try again." });
    }
  };
  return {
    undo: undoing.nextUndo,
    redo: undoing.nextRedo,
    busy: undoing.busy,
    perform: (kind) => {
      if (undoing.busy === undefined) void run(kind);
    },
  };
}
