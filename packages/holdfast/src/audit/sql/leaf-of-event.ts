// The canonical form of a row, version 1: what PostgreSQL itself sends for it in binary, hashed as a leaf of RFC 6962.

/**
 * `record_send` puts the number, type and length of the fields before them, so no two rows share their bytes; times are
 * microseconds, JSON is as jsonb keeps it. An expression over a row of `holdfast.audit_event` called `event`.
 */
export const leafOfEvent = `sha256('\\x00'::bytea || record_send(row(
      event.id, event.xact, event.at, event.actor_id, event.user_id, event.tenant_id, event.action, event.group_id, event.group_version,
      event.record_id, event.token_id, event.operation_id, event.journal_id, event.position, event.context_id, event.metadata)))`;
