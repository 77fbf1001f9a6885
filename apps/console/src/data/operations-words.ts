// Names and units of what administrators are shown.

const kibibyte = 1024;

/** "12.4 MiB". */
export function bytesText(bytes: number): string {
  if (bytes < kibibyte) return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log(bytes) / Math.log(kibibyte)));
  const value = bytes / kibibyte ** power;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${["KiB", "MiB", "GiB", "TiB"][power - 1]}`;
}

/** "4.2 ms", "1.3 s", "5 min". */
export function durationText(milliseconds: number): string {
  if (milliseconds === 0) return "0 ms";
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Number((seconds / 3600).toFixed(1))} h`;
}

export const shareText = (share: number): string => `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;

const events: Readonly<Record<string, string>> = {
  sign_in_failed: "Failed sign-ins",
  foreign_access: "Asked for what is not theirs",
  bulk_burst: "Bulk operations over the limit",
  dead_token: "Dead sessions and links used",
  unseal_failed: "Secrets that did not open",
  audit_break: "Breaks in the trail",
};
export const eventWords = (event: string): string => events[event] ?? event.replaceAll("_", " ");

/** What an alert is a reason to do. */
const advice: Readonly<Record<string, string>> = {
  sign_in_failed: "Somebody may be guessing passwords. The refused sign-ins tell from where.",
  foreign_access: "Somebody tries ids that are not theirs. Nothing was shown to them.",
  bulk_burst: "Somebody changes more records than is usual. They were held to their limit.",
  dead_token: "Old sessions or links are tried again: a program that was not told, or a stolen link.",
  unseal_failed: "A key is missing here, or a row was changed from outside. Look at the keys first.",
  audit_break: "Rows of the trail were changed from outside. Verify it, and keep the database as it is.",
};
export const adviceWords = (event: string): string | undefined => advice[event];

export const deliveryWords = {
  none: "Kept here and in the log",
  waiting: "Waits for the webhook",
  taken: "Taken by the webhook",
  given_up: "Never taken by the webhook",
} as const;

const limits: Readonly<Record<string, string>> = {
  read: "Readings",
  change: "Changes",
  bulk: "Records in bulk operations",
  login: "Sign-ins from one address",
  account: "Tries at one account",
  export: "Exports and verifications",
};
export const limitWords = (limit: string): string => limits[limit] ?? limit;

export const classWords = {
  selections: "Selections and groups",
  tokens: "Tokens and connections",
  sessions: "Sessions",
  accounts: "Accounts",
  administration: "Administration",
} as const;
export type TrailClass = keyof typeof classWords;
export const trailClasses = Object.keys(classWords) as readonly TrailClass[];

export const verdictWords: Readonly<Record<string, string>> = {
  kept: "Kept",
  held: "Under a legal hold",
  not_sealed: "Not sealed yet",
  removable: "Would be removed",
  removed: "Removed",
  busy: "Being removed elsewhere",
};
