// Undo and redo as the server keeps them: what comes next in words, and carrying it out (SE-09).
import { HoldfastProblem, type Selections } from "@holdfast/client";
import type { Group, OperationAnswer, SkipReason, UndoableOperation } from "@holdfast/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSpeaker, type Notice } from "../parts/announcer.js";
import { api } from "./api.js";
import { countText } from "./count-words.js";
import { groupsQuery } from "./groups.js";
import { recordQuery } from "./record.js";
import { queryClient } from "./session.js";
import { useLive, useStreamState } from "./use-live.js";

export type UndoKind = "undo" | "redo";

export const undoQuery = queryOptions({
  queryKey: ["undo"],
  queryFn: ({ signal }) => api.call("undoState", { signal }),
  staleTime: Infinity,
});

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

async function skippedName({ groupId, recordId }: Skipped): Promise<string> {
  if (recordId !== null) {
    const record = await queryClient.fetchQuery(recordQuery(recordId)).catch(() => undefined);
    return record?.title ?? "a record";
  }
  const groups: readonly Group[] = queryClient.getQueryData(groupsQuery.queryKey)?.groups ?? [];
  return groups.find(({ id }) => id === groupId)?.name ?? "a group";
}

/** What was left alone and why, by name; undefined when everything was done. */
async function leftAlone({ undone }: OperationAnswer): Promise<string | undefined> {
  if (undone === undefined || undone.skipped === 0) return undefined;
  const items = await Promise.all(
    undone.skippedItems.slice(0, named).map(async (item) => `“${await skippedName(item)}” (${skipWords[item.reason]})`),
  );
  const rest = undone.skipped - items.length;
  return `Left alone: ${items.join(", ")}${rest > 0 ? ` and ${countText(rest)} more` : ""}.`;
}

const done: Readonly<Record<UndoKind, string>> = { undo: "Undone", redo: "Done again" };
const nothing: Readonly<Record<UndoKind, Notice>> = {
  undo: { tone: "good", text: "There is nothing to undo." },
  redo: { tone: "good", text: "There is nothing to do again." },
};

/** Carries out the next one, once everything before it has arrived. */
async function carryOut(selections: Selections, kind: UndoKind): Promise<Notice> {
  await selections.settled();
  const next = (await api.call("undoState", {}))[kind][0];
  if (next === undefined) return nothing[kind];
  const outcome = await selections.perform({ kind, operationId: next.operationId });
  await queryClient.invalidateQueries({ queryKey: undoQuery.queryKey });
  if (outcome.status === "refused") return { tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action };
  const detail = await leftAlone(outcome.answer);
  const text = `${done[kind]}: ${next.description}.`;
  return detail === undefined ? { tone: "good", text } : { tone: "warn", text, detail };
}

export interface Undoing {
  readonly undo: UndoableOperation | undefined;
  readonly redo: UndoableOperation | undefined;
  readonly busy: UndoKind | undefined;
  readonly perform: (kind: UndoKind) => void;
}

export function useUndoing(): Undoing {
  const { data } = useQuery(undoQuery);
  const [busy, setBusy] = useState<UndoKind>();
  const { selections } = useLive();
  const stream = useStreamState();
  const { notify, announce } = useSpeaker();
  const run = async (kind: UndoKind): Promise<void> => {
    setBusy(kind);
    if (selections.queueStatus().waiting > 0) announce("Waiting for your last change to arrive.");
    try {
      notify(await carryOut(selections, kind));
      if (stream !== "live") await Promise.all([selections.catchUp(), queryClient.invalidateQueries()]);
    } catch (error) {
      const isOurs = error instanceof HoldfastProblem;
      notify({ tone: "bad", text: isOurs ? error.detail : "Nothing was undone.", detail: isOurs ? error.action : "Try again." });
    } finally {
      setBusy(undefined);
    }
  };
  return {
    undo: data?.undo[0],
    redo: data?.redo[0],
    busy,
    perform: (kind) => {
      if (busy === undefined) void run(kind);
    },
  };
}
