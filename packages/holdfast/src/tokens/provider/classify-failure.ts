// Tells the failures of a provider apart. Only codes and statuses are looked at and kept: bodies and causes may hold tokens (TK-22).
import {
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from "oauth4webapi";
import type { CallFailure } from "./call-outcome.js";

/** The provider's answer as far as it can be repeated. */
export interface Answer {
  readonly status: number;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;
}

// Never left this machine, or was refused before anything was read.
const neverArrived = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const known = /^[a-z_]{1,60}$/;

/** `answer` is the last one that arrived, when one did. */
export function classifyFailure(error: unknown, answer: Answer | undefined): CallFailure {
  if (answer === undefined) return noAnswer(error);
  if (answer.status === 408 || answer.status === 429 || answer.status >= 500) return passing(`status ${answer.status}`, answer);
  if (error instanceof ResponseBodyError) return byCode(error.error, answer);
  if (error instanceof WWWAuthenticateChallengeError || answer.status === 401 || answer.status === 403)
    return {
      kind: "misconfigured",
      reason: `The provider refused the client with status ${answer.status}.`,
      certain: answer.status === 401,
    };
  if (answer.status >= 400)
    return { kind: "misconfigured", reason: `The provider refused the request with status ${answer.status}.`, certain: false };
  const strange = error instanceof OperationProcessingError || error instanceof UnsupportedOperationError;
  const what = strange ? "an answer that is not as in RFC 6749" : "an answer that could not be read";
  // Something was said with status 200: the provider may well have acted.
  return { kind: "passing", reason: `The provider gave ${what}.`, unanswered: true };
}

function byCode(code: string, answer: Answer): CallFailure {
  const said = known.test(code) ? code : "an error of its own";
  switch (code) {
    case "invalid_grant":
      return { kind: "dead", reason: "The provider says that the grant is no longer valid (invalid_grant)." };
    case "temporarily_unavailable":
    case "server_error":
      return passing(said, answer);
    case "invalid_client":
    case "unauthorized_client":
      return { kind: "misconfigured", reason: `The provider refuses our client (${said}).`, certain: true };
    default:
      return { kind: "misconfigured", reason: `The provider refused the request (${said}).`, certain: false };
  }
}

function passing(what: string, { retryAfter }: Answer): CallFailure {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  return { kind: "passing", reason: `The provider cannot answer now (${what}).`, unanswered: false, ...wait };
}

function noAnswer(error: unknown): CallFailure {
  const code = networkCode(error);
  const said = code === undefined ? "" : ` (${code})`;
  const unanswered = code === undefined || !neverArrived.has(code);
  return { kind: "passing", reason: `The provider did not answer${said}.`, unanswered };
}

/** fetch hides the code one or two causes deep. */
function networkCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > 3) return undefined;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && /^[A-Z][A-Z_]{2,40}$/.test(code) && !code.startsWith("OAUTH_")) return code;
  return networkCode(Reflect.get(error, "cause"), depth + 1);
}

/** `Retry-After` in seconds or as a date; milliseconds. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
