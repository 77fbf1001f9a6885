// One error class with a closed list of codes, so that HTTP, the command line and the library say the same thing.

interface ErrorKind {
  /** HTTP status of the problem document. */
  readonly status: number;
  /** Exit code of the command-line tool (sysexits where one fits). */
  readonly exit: number;
  readonly title: string;
}

/** Every error that Holdfast raises on purpose, with its HTTP status and exit code. */
export const errorKinds = {
  invalid_request: { status: 400, exit: 65, title: "The request is not valid" },
  unauthenticated: { status: 401, exit: 77, title: "Sign in first" },
  credentials_refused: { status: 401, exit: 77, title: "The e-mail address or the password is not right" },
  link_refused: { status: 422, exit: 65, title: "The link does not work any more" },
  forbidden: { status: 403, exit: 77, title: "Not allowed" },
  cross_site_refused: { status: 403, exit: 77, title: "The request came from another site" },
  not_found: { status: 404, exit: 66, title: "Not found" },
  method_not_allowed: { status: 405, exit: 64, title: "Method not allowed" },
  group_name_taken: { status: 409, exit: 65, title: "A group of this name exists" },
  email_taken: { status: 409, exit: 65, title: "An account with this address exists" },
  operation_reused: { status: 409, exit: 65, title: "The operation id was used for another change" },
  nothing_to_undo: { status: 409, exit: 65, title: "There is nothing to undo or redo" },
  operation_refused: { status: 409, exit: 65, title: "The database refused the change" },
  default_group_required: { status: 409, exit: 65, title: "The default group cannot be deleted" },
  version_changed: { status: 412, exit: 65, title: "The group has changed since" },
  payload_too_large: { status: 413, exit: 65, title: "The request is too large" },
  unsupported_media_type: { status: 415, exit: 65, title: "Send JSON" },
  limit_exceeded: { status: 422, exit: 65, title: "A limit would be exceeded" },
  unknown_kind: { status: 422, exit: 64, title: "The token kind is not declared" },
  rate_limited: { status: 429, exit: 75, title: "Too many requests" },
  internal: { status: 500, exit: 70, title: "Something went wrong on our side" },
  journal_full: { status: 503, exit: 75, title: "The journal is full" },
  journal_unusable: { status: 503, exit: 74, title: "The journal cannot be written" },
  journal_damaged: { status: 503, exit: 65, title: "The journal is damaged" },
  journal_locked: { status: 503, exit: 75, title: "Another process writes this journal" },
  journal_fenced: { status: 503, exit: 75, title: "A newer process has taken over the journal" },
  database_unavailable: { status: 503, exit: 69, title: "The database cannot be reached" },
  provider_unavailable: { status: 503, exit: 69, title: "The provider cannot be reached" },
  issuer_unavailable: { status: 503, exit: 69, title: "The issuer of identities cannot be reached" },
  overloaded: { status: 503, exit: 75, title: "Too busy just now" },
  shutting_down: { status: 503, exit: 75, title: "Shutting down" },
  unseal_failed: { status: 500, exit: 70, title: "A stored secret could not be opened" },
  key_in_use: { status: 409, exit: 65, title: "The key is still in use" },
  key_missing: { status: 500, exit: 78, title: "A key is missing from the keyring" },
  configuration_invalid: { status: 500, exit: 78, title: "The configuration is not valid" },
  migration_required: { status: 503, exit: 78, title: "The database schema is not ready" },
  migration_breaking: { status: 503, exit: 78, title: "The database schema is newer than this program" },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;
export const errorCodes = Object.keys(errorKinds) as readonly ErrorCode[];

export interface ErrorDetails {
  /** What happened, one sentence. */
  readonly what: string;
  /** Why it matters, where that is not plain. */
  readonly why?: string;
  /** What to do about it. */
  readonly action: string;
  /** When a retry makes sense, in seconds. */
  readonly retryAfterSeconds?: number;
  /** Which fields of the input are wrong and how (`path` in dot notation). */
  readonly fields?: readonly { readonly path: string; readonly problem: string }[];
  /** Facts for programs: positions, versions, limits. Never a secret. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * The one error class of Holdfast. Expected outcomes (a token that is absent, expired or revoked) are values, not errors.
 * `message` is the sentence for people; `code` is stable and for programs.
 */
export class HoldfastError extends Error {
  override readonly name = "HoldfastError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    const { what, why, action } = details;
    super([what, why, action].filter((part) => part !== undefined && part !== "").join(" "), { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorKinds[this.code].status;
  }

  get exitCode(): number {
    return errorKinds[this.code].exit;
  }

  get title(): string {
    return errorKinds[this.code].title;
  }
}

/** Narrow an unknown failure to ours, optionally to one code. */
export function isHoldfastError(error: unknown, code?: ErrorCode): error is HoldfastError {
  return error instanceof HoldfastError && (code === undefined || error.code === code);
}
