// Lets a listener follow a user's durable changes from a position on, without a gap and without a repeat.
import type { Position, StreamEvent, UserId } from "@holdfast/contract";
import type { Subscription } from "../../holdfast.js";
import { changeEvents } from "./change-event.js";
import type { Listener } from "./event-hub.js";
import type { SelectionRoom } from "../room.js";
import type { UserView } from "../view/user-view.js";

export async function subscribe(
  room: SelectionRoom,
  userId: UserId,
  after: Position | undefined,
  listener: Listener,
): Promise<Subscription> {
  const view = await room.viewOf(userId);
  // From here to the end of the tick nothing can be accepted: the past is what the view shows, the future goes to the hub.
  const past = missedEvents(view, after);
  const until = view.lastPosition;
  let waiting: StreamEvent[] | undefined = [];
  const end = room.hub.add(userId, (event) => (waiting === undefined ? listener(event) : void waiting.push(event)));
  try {
    await room.options.journal.whenDurable(until);
  } catch (error) {
    end();
    throw error;
  }
  for (const event of [...past, ...waiting.filter((each) => isNews(each, until))]) listener(event);
  waiting = undefined;
  return { close: end };
}

/** An event that was already among the past is not told twice. */
function isNews(event: StreamEvent, until: Position): boolean {
  return !("position" in event) || event.type === "applied" || event.position > until;
}

function missedEvents(view: UserView, after: Position | undefined): readonly StreamEvent[] {
  if (after === undefined) return [];
  const missed = view.operationsAfter(after);
  if (missed === undefined) return [{ type: "reset", position: view.lastPosition, reload: ["groups", "connections"] }];
  const groupsChanged = missed.some((operation) => operation.groupsChanged);
  const events = missed.flatMap((operation) => changeEvents(operation, undefined));
  const last = missed.at(-1);
  if (!groupsChanged || last === undefined) return events;
  return [...events, { type: "groups", position: last.position, operationId: last.operation, groups: view.list() }];
}
