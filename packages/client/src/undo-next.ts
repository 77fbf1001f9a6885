// Undo and redo as the server keeps them: the next one, once everything before it has arrived (SE-09).
import type { OperationAnswer, UndoableOperation } from "@holdfast/contract";
import type { HoldfastClient } from "./client.js";
import type { HoldfastProblem } from "./holdfast-problem.js";
import type { Selections } from "./selections.js";

export type UndoKind = "undo" | "redo";

/** `nothing`: there was none. What was left alone, and why, is in `answer.undone`. */
export type UndoOutcome =
  | { readonly status: "nothing" }
  | { readonly status: "done"; readonly gesture: UndoableOperation; readonly answer: OperationAnswer }
  | { readonly status: "refused"; readonly gesture: UndoableOperation; readonly problem: HoldfastProblem };

/** Throws HoldfastProblem when what comes next cannot be asked. */
export async function undoNext(client: HoldfastClient, selections: Selections, kind: UndoKind): Promise<UndoOutcome> {
  await selections.settled();
  const [gesture] = (await client.call("undoState", {}))[kind];
  if (gesture === undefined) return { status: "nothing" };
  const outcome = await selections.perform({ kind, operationId: gesture.operationId });
  return outcome.status === "refused"
    ? { status: "refused", gesture, problem: outcome.problem }
    : { status: "done", gesture, answer: outcome.answer };
}
