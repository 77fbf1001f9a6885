// Puts an answer together again: what was recorded, what the entry says itself, and everything that was plain (SE-03).
import type { OperationAnswer, Position, Version } from "@holdfast/contract";
import type { SelectionEntry } from "../entry.js";

/** What a repeat must find: in memory an entry of the journal, in the database a row. */
export interface AnsweredOperation {
  readonly position: Position;
  readonly body: Pick<SelectionEntry, "operation" | "kind" | "fingerprint" | "at" | "answer">;
}

/** In full and in one order, so that every answer has the same form. */
export function wholeAnswer(
  { position, body: { operation, kind, at, answer } }: AnsweredOperation,
  durability: OperationAnswer["durability"],
  repeated: boolean,
): OperationAnswer {
  const whole: OperationAnswer = {
    operationId: operation,
    kind,
    repeated,
    groupId: answer.groupId ?? null,
    version: answer.version ?? (0 as Version),
    count: answer.count ?? 0,
    requested: answer.requested ?? 0,
    added: answer.added ?? 0,
    alreadyThere: answer.alreadyThere ?? 0,
    removed: answer.removed ?? 0,
    notThere: answer.notThere ?? 0,
    unknown: answer.unknown ?? 0,
    unknownRecords: answer.unknownRecords ?? [],
    overLimit: answer.overLimit ?? 0,
    matched: answer.matched ?? null,
    excluded: answer.excluded ?? null,
    keptBecauseChanged: answer.keptBecauseChanged ?? 0,
    keptRecords: answer.keptRecords ?? [],
    annotated: answer.annotated ?? 0,
    position,
    durability,
    at,
  };
  if (answer.undone !== undefined) whole.undone = answer.undone;
  return whole;
}
