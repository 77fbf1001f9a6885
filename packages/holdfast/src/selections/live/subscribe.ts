// Lets a listener follow a user's durable changes from a position on, without a gap and without a repeat.
import type { Group, Position, StreamEvent, UserId } from "@holdfast/contract";
import type { Subscription } from "../../runtime/subscription.js";
import { changeEvents } from "./change-event.js";
import type { Listener } from "./event-hub.js";
import type { SelectionRoom } from "../room.js";
import type { RecentOperation } from "../view/recent-operations.js";
import type { UserView } from "../view/user-view.js";
import { missedFromDatabase, sizesOf } from "./missed-operations.js";

export async function subscribe(
  room: SelectionRoom,
  userId: UserId,
  after: Position | undefined,
  listener: Listener,
): Promise<Subscription> {
  const view = await room.viewOf(userId);
  const fromMemory = after === undefined ? [] : view.operationsAfter(after);
  // From here to the end of the tick nothing can be accepted: the past is what the view shows, the future goes to the hub.
  const until = view.lastPosition;
  let waiting: StreamEvent[] | undefined = [];
  const end = room.hub.add(userId, (event) => (waiting === undefined ? listener(event) : void waiting.push(event)));
  try {
    const groups = view.list();
    const missed = fromMemory ?? (await missedOf(room, view, after ?? until));
    await room.options.journal.whenDurable(until);
    const past = [...(after === undefined ? [] : room.quarantine.of(userId)), ...eventsOf(missed, until, groups)];
    for (const event of [...past, ...waiting.filter((each) => isNews(each, until))]) listener(event);
    waiting = undefined;
    // What was applied or refused while nobody listened was told to nobody: whoever was acknowledged meanwhile learns it here.
    listener({ type: "applied", position: room.options.drain.appliedPositionOf(userId) });
  } catch (error) {
    end();
    throw error;
  }
  return { close: end };
}

/** Once everything that the view shows is in the database; undefined when it cannot tell all of it. */
async function missedOf(room: SelectionRoom, view: UserView, after: Position): Promise<readonly RecentOperation[] | undefined> {
  const { database, drain, journal, clock, flushPatience } = room.options;
  const until = view.lastPosition;
  const sizes = sizesOf(view);
  if (!(await drain.whenApplied(until, flushPatience))) return undefined;
  return missedFromDatabase({ userId: view.userId, after, until, sizes }, { database, journalId: journal.id, clock });
}

/** A change that was already among the past is not told twice. */
function isNews(event: StreamEvent, until: Position): boolean {
  return (event.type !== "selection" && event.type !== "groups") || event.position > until;
}

function eventsOf(
  missed: readonly RecentOperation[] | undefined,
  until: Position,
  groups: readonly Group[],
): readonly StreamEvent[] {
  if (missed === undefined) return [{ type: "reset", position: until, reload: ["groups", "connections"] }];
  const last = missed.findLast((operation) => operation.groupsChanged);
  const events = missed.flatMap((operation) => changeEvents(operation, undefined));
  return last === undefined
    ? events
    : [...events, { type: "groups", position: until, operationId: last.operation, groups: [...groups] }];
}
