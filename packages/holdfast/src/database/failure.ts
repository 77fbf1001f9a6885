// Tells apart "the database cannot be reached" from "the database refused this": the first may pass, the second will not.
import { HoldfastError } from "@holdfast/contract";

/** The SQLSTATE of a failure, when PostgreSQL itself answered. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && Reflect.has(error, "severity") ? code : undefined;
}

// Connection exceptions, too many connections, shutdown, cannot connect now, crash, read-only (after a fail-over), query cancelled.
const passing = /^(08|53|57P|58|XX|25006|57014|40001|40P01|55P03)/;

/** True when trying the same thing again later can succeed: network, restart, fail-over, deadlock, time-out. */
export function isPassingFailure(error: unknown): boolean {
  if (error instanceof HoldfastError) return error.code === "database_unavailable";
  const state = sqlStateOf(error);
  return state === undefined ? isConnectionFailure(error) : passing.test(state);
}

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
]);
const driverSentences =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client has encountered a connection error|Connection ended/i;

function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  return (typeof code === "string" && networkCodes.has(code)) || driverSentences.test(error.message);
}

/** Passing failures become one error that people can act on; everything else stays as it is. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof HoldfastError || !isPassingFailure(error)) return error;
  return new HoldfastError("database_unavailable", {
    what: "The database did not answer.",
    why: "What was acknowledged before is safe in the journal; this request was not carried out.",
    action: "Try again shortly. If it lasts, see whether PostgreSQL is running and whether DATABASE_URL is right.",
    retryAfterSeconds: 2,
    cause: error,
  });
}
