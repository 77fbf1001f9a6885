// Turns any failure into the problem document that may leave (RFC 9457): never a stack, never an operator's detail.
import { type ErrorCode, HoldfastError, isHoldfastError, toProblem } from "@holdfast/contract";
import type { Logger } from "pino";
import { type Answered, responseOf } from "./api/answered.js";
import type { Exchange } from "./api/exchange.js";
import { addLimitHeaders } from "./limit/limit-headers.js";
import { apiHeaders } from "./security/response-headers.js";

/** Their sentences name files, keys or schemas: they are for the log, the caller gets the request id. */
const forOperators: ReadonlySet<ErrorCode> = new Set([
  "internal",
  "unseal_failed",
  "key_missing",
  "configuration_invalid",
  "migration_required",
  "migration_breaking",
  "journal_damaged",
  "journal_locked",
  "journal_fenced",
  "journal_unusable",
]);

/** Anything that looks like one of our token texts, wherever it got into a message. */
const tokenLike = /[a-z][a-z0-9]{1,15}_[A-Za-z0-9_-]{40,}/g;
const scrub = (text: string): string => text.replace(tokenLike, "[secret]");

/** Name, message and stack only: the other properties of an error can carry rows or requests. */
function describe(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const facts = { error: error.name, message: scrub(error.message), stack: scrub(error.stack ?? "") };
  return isHoldfastError(error) && error.cause !== undefined ? { ...facts, cause: describe(error.cause) } : facts;
}

function asHoldfastError(error: unknown, requestId: string): HoldfastError {
  if (isHoldfastError(error) && !forOperators.has(error.code)) return error;
  return new HoldfastError(isHoldfastError(error) ? error.code : "internal", {
    what: "The request could not be answered because of a fault on our side.",
    action: `Try again in a moment; the operator finds the cause in the log under request ${requestId}.`,
    ...(isHoldfastError(error) && error.details.retryAfterSeconds !== undefined
      ? { retryAfterSeconds: error.details.retryAfterSeconds }
      : {}),
  });
}

function extraHeaders(error: HoldfastError): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = error.details;
  return {
    ...(error.status === 401 ? { "www-authenticate": 'Bearer realm="holdfast"' } : {}),
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
  };
}

export interface ProblemOptions {
  readonly log: Logger;
  readonly exchange: Exchange;
  readonly secure: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to a failed request. Faults of ours are logged here, once, with what an operator needs. */
export function problemAnswer(error: unknown, { log, exchange, secure, headers }: ProblemOptions): Answered {
  const shown = asHoldfastError(error, exchange.requestId);
  if (shown.status >= 500)
    log.error({ requestId: exchange.requestId, route: exchange.route, code: shown.code, ...describe(error) }, "request failed");
  return quietAnswer(shown, { exchange, secure, ...(headers === undefined ? {} : { headers }) });
}

export const problemResponse = (error: unknown, options: ProblemOptions): Response => responseOf(problemAnswer(error, options));

/** The same for a refusal that is no news: nothing is logged. */
export function quietAnswer(shown: HoldfastError, { exchange, secure, headers }: Omit<ProblemOptions, "log">): Answered {
  const instance = shown.status >= 500 ? `urn:holdfast:request:${exchange.requestId}` : undefined;
  const all = apiHeaders(secure, exchange.requestId);
  if (exchange.limit !== undefined) addLimitHeaders(all, exchange.limit);
  Object.assign(all, extraHeaders(shown), headers);
  all["content-type"] = "application/problem+json";
  return { status: shown.status, headers: all, text: JSON.stringify(toProblem(shown, instance)) };
}
