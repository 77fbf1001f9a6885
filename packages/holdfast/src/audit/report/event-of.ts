// What leaves of a row of the trail, field by field.
import type { AuditEvent } from "@holdfast/contract";
import { encodePlace } from "../audit-cursor.js";
import type { AuditRow } from "../sql/report-audit-events.js";

export function eventOf(row: AuditRow): AuditEvent {
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
