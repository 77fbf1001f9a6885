// The way around a journal that cannot be written: one operation, straight into the database, in the user's turn (SY-08).
import { type Actor, HoldfastError, type OperationAnswer, type OperationRequest } from "@holdfast/contract";
import { planChange } from "../plan/plan-change.js";
import type { Targets } from "../plan/plan.js";
import { isCurrent } from "./resolve-targets.js";
import type { Acceptance, SelectionRoom } from "../room.js";
import { recentOf } from "../view/recent-operations.js";
import type { UserView } from "../view/user-view.js";
import { findAnswered } from "./find-answered.js";
import { type AnsweredOperation, wholeAnswer } from "./whole-answer.js";

export interface DirectOperation {
  readonly actor: Actor;
  readonly request: OperationRequest;
  readonly fingerprint: string;
  readonly targets: Targets;
}

/** The answer, or what was answered before when the operation was carried out meanwhile. Throws when the database is away too. */
export async function performDirectly(
  room: SelectionRoom,
  operation: DirectOperation,
): Promise<OperationAnswer | AnsweredOperation> {
  const { userId } = operation.actor;
  return room.turns.alone(userId, async () => {
    await settlePending(room, userId);
    const view = await room.views.load(userId);
    const first = await findAnswered(room, view, operation.request.operationId);
    if (first !== undefined) return first;
    if (!isCurrent(operation.targets, view)) throw overtaken();
    if (view.groups.size === 0) await write(room, view, room.firstGroup(view));
    return wholeAnswer(await write(room, view, planned(room, view, operation)), "database", false);
  });
}

/** What is in the journal comes first: one user's changes have one order. */
async function settlePending(room: SelectionRoom, userId: Actor["userId"]): Promise<void> {
  const { drain, flushPatience } = room.options;
  const last = drain.pendingOf(userId).at(-1);
  if (last === undefined || (await drain.whenApplied(last.position, flushPatience))) return;
  throw new HoldfastError("journal_unusable", {
    what: "The journal cannot be written, and the database does not answer either.",
    why: "The change could not be kept, so it was not made.",
    action: "Try again shortly; see the health page for what is wrong with the disk and the database.",
    retryAfterSeconds: 5,
  });
}

function overtaken(): HoldfastError {
  return new HoldfastError("overloaded", {
    what: "The selections changed while this change was looked up.",
    why: "Nothing was changed.",
    action: "Send the same operation id again.",
    retryAfterSeconds: 1,
  });
}

function planned(room: SelectionRoom, view: UserView, { actor, request, fingerprint, targets }: DirectOperation): Acceptance {
  const { book, limits, clock } = room.options;
  const at = clock.timestamp();
  const plan = planChange({ view, book, limits, at, newGroupId: () => room.newGroupId() }, request.change, targets);
  return { actor, operation: request.operationId, kind: request.change.kind, fingerprint, plan, at };
}

async function write(room: SelectionRoom, view: UserView, acceptance: Acceptance): Promise<AnsweredOperation> {
  const body = room.bodyOf(view, acceptance);
  // The journal has not moved: the change stands at the position that the view shows already.
  const entry = { position: view.lastPosition, body };
  await room.options.database
    .asSystem((db) => room.options.direct.apply(db, [entry]))
    .catch((error: unknown) => {
      // Whether it was committed is not known: the database is asked again before anything else is built on the view.
      room.views.invalidate(view.userId);
      throw error;
    });
  const counts = view.apply(entry, room.options.book);
  // Let go of meanwhile: what was kept instead does not know of it.
  if (room.views.peek(view.userId) !== view) room.views.invalidate(view.userId);
  room.views.resized(view.userId);
  room.publish(view, recentOf(entry, counts));
  return entry;
}
