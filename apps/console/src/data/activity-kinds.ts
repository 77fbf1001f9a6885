// The actions of the trail in the groups that people look for.
import type { AuditAction } from "@holdfast/contract";

export type ActivityKind = "selections" | "groups" | "connections" | "sessions" | "administration";

const kinds: Readonly<Record<AuditAction, ActivityKind>> = {
  select: "selections",
  deselect: "selections",
  bulk_select: "selections",
  bulk_deselect: "selections",
  clear_all: "selections",
  annotate: "selections",
  move: "selections",
  copy: "selections",
  undo: "selections",
  redo: "selections",
  operation_quarantined: "selections",
  changed_outside: "selections",
  create_group: "groups",
  rename_group: "groups",
  describe_group: "groups",
  delete_group: "groups",
  make_default: "groups",
  reorder_groups: "groups",
  combine_groups: "groups",
  restore_group: "groups",
  account_registered: "sessions",
  sign_in: "sessions",
  sign_in_refused: "sessions",
  sign_out: "sessions",
  session_revoked: "sessions",
  password_changed: "sessions",
  account_email_verified: "sessions",
  token_issued: "sessions",
  token_consumed: "sessions",
  token_revoked: "sessions",
  held_token_put: "connections",
  held_token_revoked: "connections",
  held_token_revealed: "connections",
  held_token_resealed: "connections",
  token_refreshed: "connections",
  token_refresh_failed: "connections",
  reconnect_required: "connections",
  connected: "connections",
  disconnected: "connections",
  provider_revoked: "connections",
  provider_revocation_failed: "connections",
  role_changed: "administration",
  quarantine_discarded: "administration",
  tokens_imported: "administration",
  tokens_swept: "administration",
  keys_rotated: "administration",
  key_retired: "administration",
  records_imported: "administration",
  record_withdrawn: "administration",
  user_erased: "administration",
  audit_retention_applied: "administration",
  audit_retention_changed: "administration",
  legal_hold_set: "administration",
  legal_hold_lifted: "administration",
};

export const kindWords: Readonly<Record<ActivityKind, string>> = {
  selections: "Selections",
  groups: "Groups",
  connections: "Connections",
  sessions: "Account and sessions",
  administration: "Administration",
};

export const activityKinds = Object.keys(kindWords) as readonly ActivityKind[];
export const activityActions = Object.keys(kinds) as readonly AuditAction[];

export const kindOf = (action: AuditAction): ActivityKind => kinds[action];
export const actionsOf = (kind: ActivityKind): readonly AuditAction[] =>
  activityActions.filter((action) => kinds[action] === kind);
export const isKind = (text: string): text is ActivityKind => text in kindWords;
export const isAction = (text: string): text is AuditAction => text in kinds;
