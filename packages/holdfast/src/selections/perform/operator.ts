// Carries out one operation: validate, find its records, plan, accept, acknowledge (JO-01, SE-01 to SE-03).
import {
  type Ack,
  type Actor,
  type Change,
  HoldfastError,
  isHoldfastError,
  type OperationAnswer,
  type OperationId,
  type OperationRequest,
  type OperationRequestInput,
  type Position,
} from "@holdfast/contract";
import type { RecordedAnswer } from "../entry.js";
import { fingerprintOf } from "./fingerprint.js";
import { parseRequest } from "./parse-request.js";
import { planChange } from "../plan/plan-change.js";
import { plainAnswer, type Targets } from "../plan/plan.js";
import { type DirectOperation, performDirectly } from "./perform-directly.js";
import { HistoryReader } from "../history/history-reader.js";
import { resolveRestoration } from "../history/resolve-restoration.js";
import { isCurrent, type ResolveOptions, resolveTargets, targetsAtHand } from "./resolve-targets.js";
import type { SelectionRoom } from "../room.js";
import { notApplied, settle } from "./settle.js";
import { findOperation } from "../sql/find-operation.js";
import { readSnapshot } from "../view/read-snapshot.js";
import type { AnsweredOperation, UserView } from "../view/user-view.js";

const applyPatience = 15_000;

/** `origin` tells a repeat of the same step where what it resolves to may differ by then. */
export async function performOperation(
  room: SelectionRoom,
  actor: Actor,
  input: OperationRequestInput,
  origin?: string,
): Promise<OperationAnswer> {
  const request = parseRequest(input);
  const fingerprint = fingerprintOf(origin ?? request.change);
  let targets: Targets | undefined;
  let lookedUp = false;
  for (;;) {
    await room.turns.whenFree(actor.userId);
    const view = await room.views.load(actor.userId);
    const first = view.operations.get(request.operationId);
    if (first !== undefined) return repeat(room, request, fingerprint, first);
    if (!view.knowsAllOperations && !lookedUp) {
      const older = await lookUp(room, actor, request);
      if (older !== undefined) return repeat(room, request, fingerprint, older);
      lookedUp = true;
    } else if ((targets ??= targetsAtHand(request.change, room.options.book)) === undefined || !isCurrent(targets, view)) {
      targets = await resolve(room, view, request.change);
    } else if (room.views.peek(actor.userId) === view && room.turns.whenFree(actor.userId) === undefined) {
      const answer = await acceptOrGoAround(room, view, { actor, request, fingerprint, targets });
      if ("durability" in answer) return answer;
    }
  }
}

/** The journal's way, or the database's while the journal cannot be written (SY-08). */
async function acceptOrGoAround(
  room: SelectionRoom,
  view: UserView,
  operation: DirectOperation,
): Promise<OperationAnswer | AnsweredOperation> {
  try {
    return await accept(room, view, operation);
  } catch (error) {
    if (!isHoldfastError(error, "journal_unusable")) throw error;
    return performDirectly(room, operation);
  }
}

async function resolve(room: SelectionRoom, view: UserView, change: Change): Promise<Targets> {
  const { database, catalogue, book } = room.options;
  const past: ResolveOptions["past"] = (wanted) => resolveRestoration(new HistoryReader(room), view.userId, wanted);
  return resolveTargets(change, { database, catalogue, book, view, settle: () => settle(room, view.lastPosition), past });
}

async function lookUp(
  { options: { database, journal, drain } }: SelectionRoom,
  { userId }: Actor,
  { operationId }: OperationRequest,
): Promise<AnsweredOperation | undefined> {
  const from = { database, journalId: journal.id, drain };
  const { state, pending } = await readSnapshot(userId, from, (db) => findOperation(db, { userId, operationId }));
  if (state !== undefined) return { ...state, position: state.position ?? (0 as Position) };
  // A database that was restored has forgotten it, and will be given it again.
  const again = pending.find(({ body }) => body.operation === operationId);
  return again === undefined ? undefined : { ...again.body, position: again.position };
}

async function accept(
  room: SelectionRoom,
  view: UserView,
  { actor, request: { operationId, change, ack = "journal" }, fingerprint, targets }: DirectOperation,
): Promise<OperationAnswer> {
  const { book, limits, clock } = room.options;
  if (view.groups.size === 0) room.accept(view, room.firstGroup(view));
  const at = clock.timestamp();
  const plan = planChange({ view, book, limits, at, newGroupId: () => room.newGroupId() }, change, targets);
  const { entry, durable } = room.accept(view, { actor, operation: operationId, kind: change.kind, fingerprint, plan, at });
  return acknowledge(room, entry.position, entry.body.answer, ack, durable);
}

async function acknowledge(
  { options: { drain } }: SelectionRoom,
  position: Position,
  recorded: RecordedAnswer,
  ack: Ack,
  durable: Promise<void>,
): Promise<OperationAnswer> {
  if (ack !== "memory") await durable;
  if (ack === "database") {
    if (!(await drain.whenApplied(position, applyPatience))) throw notApplied(position);
    const sqlState = drain.refusalAt(position);
    if (sqlState !== undefined) throw refused(recorded.operationId, position, sqlState);
  }
  return { ...plainAnswer, ...recorded, repeated: false, position, durability: ack };
}

/** The first answer again, once it may be given. */
async function repeat(
  { options: { journal, drain } }: SelectionRoom,
  { operationId }: OperationRequest,
  fingerprint: string,
  { fingerprint: known, answer, position }: AnsweredOperation,
): Promise<OperationAnswer> {
  if (known !== fingerprint) {
    throw new HoldfastError("operation_reused", {
      what: "This operation id was used for another change before.",
      why: "An id names one change for ever, so that a repeat can be told from something new.",
      action: "Send the new change with a fresh random UUID.",
      data: { operationId },
    });
  }
  await journal.whenDurable(position);
  return {
    ...plainAnswer,
    ...answer,
    repeated: true,
    position,
    durability: position <= drain.appliedPosition ? "database" : "journal",
  };
}

function refused(operationId: OperationId, position: Position, sqlState: string): HoldfastError {
  return new HoldfastError("operation_refused", {
    what: `The database refused the change (SQLSTATE ${sqlState}).`,
    why: "A record, group or user that it is about has gone meanwhile, or a constraint does not hold. Nothing was changed.",
    action: "Read the group again. Operators find the operation in the quarantine.",
    data: { operationId, position, sqlState },
  });
}
