// The trail as users read it: their own, page by page, newest first.
import type { AuditEvent } from "@holdfast/contract";
import type { Database } from "../database/index.js";
import type { Audit } from "../holdfast.js";
import { decodePlace, encodePlace } from "./audit-cursor.js";
import { type AuditRow, pageAuditEvents } from "./sql/page-audit-events.js";

// Says what leaves, field by field.
function eventOf(row: AuditRow): AuditEvent {
  const { at, actorId, userId, action, groupId, groupVersion, recordId, tokenId, operationId, position } = row;
  const { sessionId, address, userAgent, metadata } = row;
  return {
    id: encodePlace(row),
    at,
    actorId,
    userId,
    action,
    groupId,
    groupVersion,
    recordId,
    tokenId,
    operationId,
    position,
    sessionId,
    address,
    userAgent,
    metadata: metadata ?? {},
  };
}

/** Reads the trail under row-level security, as the user whose trail it is. */
export function createAudit({ database }: { readonly database: Pick<Database, "asUser"> }): Audit {
  return {
    async page(userId, { action, groupId, recordId, from, to, before, limit }) {
      const place = before === undefined ? undefined : decodePlace(before);
      // One row more than asked for tells whether there is another page.
      const query = { userId, action, groupId, recordId, from, to, before: place, limit: limit + 1 };
      const rows = await database.asUser(userId, (db) => pageAuditEvents(db, query));
      const events = rows.slice(0, limit).map(eventOf);
      return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
    },
  };
}
