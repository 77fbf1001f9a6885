// Carries out one operation: validate, find its records, plan, accept, acknowledge (JO-01, SE-01 to SE-03).
import {
  type Actor,
  type Change,
  HoldfastError,
  isHoldfastError,
  type OperationAnswer,
  type OperationId,
  type OperationRequestInput,
  type Position,
} from "@holdfast/contract";
import { findAnswered } from "./find-answered.js";
import { fingerprintOf } from "./fingerprint.js";
import { parseRequest } from "./parse-request.js";
import { planChange } from "../plan/plan-change.js";
import type { Targets } from "../plan/plan.js";
import { type DirectOperation, performDirectly } from "./perform-directly.js";
import { HistoryReader } from "../history/history-reader.js";
import { resolveRestoration } from "../history/resolve-restoration.js";
import { isCurrent, type ResolveOptions, resolveTargets, targetsAtHand } from "./resolve-targets.js";
import type { Accepted, SelectionRoom } from "../room.js";
import { notApplied, settle } from "./settle.js";
import type { UserView } from "../view/user-view.js";
import { type AnsweredOperation, wholeAnswer } from "./whole-answer.js";

const applyPatience = 15_000;

type Asked = Omit<DirectOperation, "targets">;

/** `origin` tells a repeat of the same step where what it resolves to may differ by then. */
export function performOperation(
  room: SelectionRoom,
  actor: Actor,
  input: OperationRequestInput,
  origin?: string,
): Promise<OperationAnswer> {
  try {
    const request = parseRequest(input);
    const asked = { actor, request, fingerprint: fingerprintOf(origin ?? request.change) };
    return performAtOnce(room, asked) ?? performInTurn(room, asked);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** In this very step, when memory knows all that it takes, as for nearly every operation; undefined when something must be waited for. */
function performAtOnce(room: SelectionRoom, asked: Asked): Promise<OperationAnswer> | undefined {
  const { actor, request } = asked;
  if (room.turns.whenFree(actor.userId) !== undefined) return undefined;
  const view = room.views.peek(actor.userId);
  if (view === undefined || view.operations.find(request.operationId) !== undefined) return undefined;
  if (view.operations.mayBeOlder(request.operationId)) return undefined;
  const targets = targetsAtHand(request.change, room.options.book);
  return targets === undefined ? undefined : acceptOrGoAround(room, view, { ...asked, targets });
}

async function performInTurn(room: SelectionRoom, asked: Asked): Promise<OperationAnswer> {
  const { actor, request } = asked;
  let targets: Targets | undefined;
  let isNew = false;
  for (;;) {
    await room.turns.whenFree(actor.userId);
    const view = await room.views.load(actor.userId);
    if (!isNew || view.operations.find(request.operationId) !== undefined) {
      const first = await findAnswered(room, view, request.operationId);
      if (first !== undefined) return repeat(room, asked, first);
      isNew = true;
    } else if ((targets ??= targetsAtHand(request.change, room.options.book)) === undefined || !isCurrent(targets, view)) {
      targets = await resolve(room, view, request.change);
    } else if (room.views.peek(actor.userId) === view && room.turns.whenFree(actor.userId) === undefined) {
      return acceptOrGoAround(room, view, { ...asked, targets });
    }
  }
}

/** The journal's way, or the database's while the journal cannot be written (SY-08). */
function acceptOrGoAround(room: SelectionRoom, view: UserView, operation: DirectOperation): Promise<OperationAnswer> {
  const goAround = async (error: unknown): Promise<OperationAnswer> => {
    if (!isHoldfastError(error, "journal_unusable")) throw error;
    const answer = await performDirectly(room, operation);
    return "durability" in answer ? answer : repeat(room, operation, answer);
  };
  try {
    const { entry, durable } = accept(room, view, operation);
    const { ack = "journal" } = operation.request;
    if (ack === "journal") return durable.then(() => wholeAnswer(entry, "journal", false), goAround);
    if (ack === "memory") return Promise.resolve(wholeAnswer(entry, "memory", false));
    return durable.then(() => whenApplied(room, entry), goAround);
  } catch (error) {
    return goAround(error);
  }
}

async function resolve(room: SelectionRoom, view: UserView, change: Change): Promise<Targets> {
  const { database, catalogue, book, limits } = room.options;
  const past: ResolveOptions["past"] = (wanted) => resolveRestoration(new HistoryReader(room), view.userId, wanted);
  return resolveTargets(change, { database, catalogue, book, view, limits, settle: () => settle(room, view), past });
}

function accept(room: SelectionRoom, view: UserView, { actor, request, fingerprint, targets }: DirectOperation): Accepted {
  const { operationId: operation, change } = request;
  const { book, limits, clock } = room.options;
  if (view.groups.size === 0) room.accept(view, room.firstGroup(view));
  const at = clock.timestamp();
  const plan = planChange({ view, book, limits, at, newGroupId: () => room.newGroupId() }, change, targets);
  return room.accept(view, { actor, operation, kind: change.kind, fingerprint, plan, at });
}

async function whenApplied({ options: { drain } }: SelectionRoom, operation: AnsweredOperation): Promise<OperationAnswer> {
  const { position, body } = operation;
  if (!(await drain.whenApplied(position, applyPatience))) throw notApplied(position);
  const sqlState = drain.refusalAt(position);
  if (sqlState !== undefined) throw refused(body.operation, position, sqlState);
  return wholeAnswer(operation, "database", false);
}

/** The first answer again, once it may be given. */
async function repeat(
  { options: { journal, drain } }: SelectionRoom,
  { request: { operationId }, fingerprint }: Asked,
  first: AnsweredOperation,
): Promise<OperationAnswer> {
  if (first.body.fingerprint !== fingerprint) {
    throw new HoldfastError("operation_reused", {
      what: "This operation id was used for another change before.",
      why: "An id names one change for ever, so that a repeat can be told from something new.",
      action: "Send the new change with a fresh random UUID.",
      data: { operationId },
    });
  }
  await journal.whenDurable(first.position);
  return wholeAnswer(first, drain.isApplied(first.position) ? "database" : "journal", true);
}

function refused(operationId: OperationId, position: Position, sqlState: string): HoldfastError {
  return new HoldfastError("operation_refused", {
    what: `The database refused the change (SQLSTATE ${sqlState}).`,
    why: "A record, group or user that it is about has gone meanwhile, or a constraint does not hold. Nothing was changed.",
    action: "Read the group again. Operators find the operation in the quarantine.",
    data: { operationId, position, sqlState },
  });
}
