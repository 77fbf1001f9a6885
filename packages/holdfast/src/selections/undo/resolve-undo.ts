// Finds out what an undo (or redo) is about: what the operation did, and what of it still stands as it left it (SE-09).
import { type Change, HoldfastError, type RecordId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { GroupEffect } from "../entry.js";
import type { ResolveOptions } from "../perform/resolve-targets.js";
import type { StoredEffects } from "../sql/insert-operations.js";
import { readEffects } from "../sql/read-effects.js";
import { readStandingAnnotations } from "../sql/read-standing-annotations.js";
import { readStandingMembers } from "../sql/read-standing-members.js";
import type { Gesture } from "./undo-stack.js";

/** What still stands of one effect. */
export interface Standing {
  /** Added records whose membership is still the one that the operation made. */
  readonly members: ReadonlySet<RecordId>;
  /** Annotated or reverted records that nobody annotated since. */
  readonly annotations: ReadonlySet<RecordId>;
}

export interface UndoMaterial {
  readonly direction: "undo" | "redo";
  readonly item: Gesture;
  readonly stored: StoredEffects;
  /** By effect. */
  readonly standing: readonly Standing[];
}

export type UndoChange = Extract<Change, { kind: "undo" | "redo" }>;

/** Asks the database, once everything of the user is in it: what it holds outlives this process and is the same on every device. */
export async function resolveUndo(
  { kind, operationId }: UndoChange,
  { database, view, settle }: ResolveOptions,
): Promise<UndoMaterial> {
  const item = view.gestures.find(kind, operationId);
  if (item === undefined) throw nothingToUndo(kind, operationId !== undefined);
  await settle(view.userId);
  return database.asUser(view.userId, async (db) => {
    const stored = await readEffects(db, { userId: view.userId, operationId: item.by });
    if (stored === undefined) throw nothingToUndo(kind, true);
    const standing: Standing[] = [];
    for (const effect of stored.effects) standing.push(await standingOf(db, effect));
    return { direction: kind, item, stored, standing };
  });
}

async function standingOf(
  db: Queryable,
  { group: groupId, version, added = [], annotated = [], reverted = [], source }: GroupEffect,
): Promise<Standing> {
  // What an undo brought back goes on as it was before the version that the undo was about.
  const before = source?.group === groupId ? (source.before ?? null) : null;
  const noted = [...annotated, ...reverted];
  return {
    members: new Set(added.length === 0 ? [] : await readStandingMembers(db, { groupId, version, before, recordIds: added })),
    annotations: new Set(
      noted.length === 0 ? [] : await readStandingAnnotations(db, { groupId, version, before, recordIds: noted }),
    ),
  };
}

function nothingToUndo(kind: "undo" | "redo", isNamed: boolean): HoldfastError {
  const verb = kind === "undo" ? "undone" : "done again";
  return new HoldfastError("nothing_to_undo", {
    what: isNamed ? `This operation cannot be ${verb}.` : `There is nothing that can be ${verb}.`,
    why: "The last 100 operations of one's own can be undone, each once, and done again until the next change.",
    action: "Read what can be undone from the undo state; further back, restore the group from its history.",
  });
}
