// One row of the trail by its time and number, and where it stands in the trail's order.
import type { Queryable } from "../../database/index.js";
import { leafOfEvent } from "./leaf-of-event.js";

const text = `
  select event.xact::text as xact, event.id, event.at, event.action, event.position, ${leafOfEvent} as leaf
  from holdfast.audit_event event
  where event.at = $1 and event.id = $2`;

export interface FoundEvent {
  readonly xact: string;
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly position: number | null;
  readonly leaf: Buffer;
}

export async function findAuditEvent(
  db: Queryable,
  place: { readonly at: string; readonly id: number },
): Promise<FoundEvent | undefined> {
  const [row] = await db.query<FoundEvent>({ name: "find_audit_event", text, values: [place.at, place.id] });
  return row;
}
