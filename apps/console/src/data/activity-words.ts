// What stands in the trail, in words: "20 records selected", "Connected to github".
import type { AuditAction, AuditEntry } from "@holdfast/contract";
import { countText, recordsText } from "./count-words.js";
import { historyWords } from "./history-words.js";
import { kindOf } from "./activity-kinds.js";

const names: Readonly<Partial<Record<AuditAction, string>>> = {
  select: "Select one",
  deselect: "Deselect one",
  bulk_select: "Select many",
  bulk_deselect: "Deselect many",
  sign_in_refused: "Sign-in refused",
  account_email_verified: "Address verified",
  held_token_put: "Token kept",
  held_token_revoked: "Token revoked",
  held_token_revealed: "Token handed out",
  held_token_resealed: "Token under another key",
  token_issued: "Link or session issued",
  token_consumed: "Link used",
  token_revoked: "Link or session ended",
  provider_revoked: "Revoked at the provider",
  provider_revocation_failed: "Not revoked at the provider",
  changed_outside: "Changed in the database",
  operation_quarantined: "Refused by the database",
};

/** The name of an action, for lists and charts. */
export function actionName(action: AuditAction): string {
  const own = names[action];
  if (own !== undefined) return own;
  const spoken = action.replaceAll("_", " ");
  return `${spoken.slice(0, 1).toUpperCase()}${spoken.slice(1)}`;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const number = (value: unknown): number => (typeof value === "number" ? value : 0);

function accountOf({ metadata }: AuditEntry): string {
  const [provider, account] = [text(metadata["provider"]), text(metadata["account"])];
  if (provider === undefined) return "a provider";
  return account === undefined || account === "default" ? provider : `${provider} (${account})`;
}

const issuedKinds: Readonly<Record<string, string>> = {
  session: "A session",
  password_reset: "A link to reset the password",
  email_verification: "A link to verify the address",
};
const issued = ({ metadata }: AuditEntry): string => {
  const kind = text(metadata["kind"]);
  return kind === undefined ? "A token" : (issuedKinds[kind] ?? `A token of the kind ${kind}`);
};

type Words = (entry: AuditEntry) => string;

const words: Readonly<Partial<Record<AuditAction, Words>>> = {
  account_registered: () => "Account created",
  sign_in: () => "Signed in",
  sign_in_refused: () => "A sign-in was refused",
  sign_out: () => "Signed out",
  session_revoked: () => "A session was ended",
  password_changed: ({ metadata }) => (metadata["by"] === "reset" ? "Password reset by a link" : "Password changed"),
  account_email_verified: () => "E-mail address verified",
  token_issued: (entry) =>
    entry.metadata["kind"] === "connection" ? "Set out to connect an account" : `${issued(entry)} was issued`,
  token_consumed: (entry) =>
    entry.metadata["kind"] === "connection" ? "Came back from a provider" : `${issued(entry)} was used`,
  token_revoked: (entry) => `${issued(entry)} was ended`,
  held_token_put: (entry) => `A token of ${accountOf(entry)} was kept`,
  held_token_revoked: (entry) => `The token of ${accountOf(entry)} was revoked`,
  held_token_revealed: (entry) => `The token of ${accountOf(entry)} was handed to a program`,
  held_token_resealed: (entry) => `The token of ${accountOf(entry)} came under another key`,
  token_refreshed: (entry) => `The token of ${accountOf(entry)} was refreshed`,
  token_refresh_failed: (entry) => `The token of ${accountOf(entry)} could not be refreshed`,
  reconnect_required: (entry) => `${accountOf(entry)} has to be connected again`,
  connected: (entry) => `Connected to ${accountOf(entry)}`,
  disconnected: (entry) => `Disconnected from ${accountOf(entry)}`,
  provider_revoked: (entry) => `${accountOf(entry)} revoked the token on its side`,
  provider_revocation_failed: (entry) => `${accountOf(entry)} could not be told to revoke the token`,
  role_changed: ({ metadata }) => `Role changed to ${text(metadata["to"]) ?? "another"}`,
  quarantine_discarded: () => "A refused operation was given up",
  tokens_imported: () => "Tokens were taken over",
  tokens_swept: ({ metadata }) => `Ended tokens removed: ${countText(number(metadata["issued"]) + number(metadata["held"]))}`,
  keys_rotated: ({ metadata }) => `Keys rotated to ${text(metadata["to"]) ?? "another"}`,
  key_retired: ({ metadata }) => `The key ${text(metadata["keyId"]) ?? ""} was retired`,
  records_imported: () => "Records imported into the catalogue",
  record_withdrawn: ({ rows }) => `${recordsText(rows)} withdrawn from the catalogue`,
  user_erased: () => "A person was erased",
  audit_retention_applied: () => "Retention was applied to the trail",
  audit_retention_changed: ({ metadata }) =>
    `${actionName((text(metadata["class"]) ?? "a class") as AuditAction)} are kept for ${number(metadata["keepMonths"])} months`,
  legal_hold_set: () => "A legal hold was set",
  legal_hold_lifted: () => "A legal hold was lifted",
};

export function activityWords(entry: AuditEntry): string {
  const own = words[entry.action];
  if (own !== undefined) return own(entry);
  const { action, added, removed, annotated, metadata } = entry;
  const name = text(metadata["name"]);
  if (action === "create_group" && name !== undefined) return `“${name}” created`;
  return historyWords({ action, added, removed, annotated, details: metadata });
}

const reasons: Readonly<Record<string, string>> = {
  invalid_grant: "the provider said that the grant is dead",
  user_erased: "the person was erased",
};

/** Why it happened, where the trail says so. */
export function reasonWords({ metadata }: Pick<AuditEntry, "metadata">): string | undefined {
  const reason = text(metadata["reason"]);
  return reason === undefined ? undefined : (reasons[reason] ?? reason.replaceAll("_", " "));
}

export const isAboutGroup = ({ action, groupId }: AuditEntry): boolean =>
  groupId !== null && (kindOf(action) === "selections" || kindOf(action) === "groups");
