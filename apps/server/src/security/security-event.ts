// Which failed requests are security events (SC-07).
import { type ErrorCode, isHoldfastError } from "@holdfast/contract";
import type { SecurityEvent } from "holdfast";
import type { Asked } from "../api/asked.js";

const byCode: Partial<Readonly<Record<ErrorCode, SecurityEvent>>> = {
  credentials_refused: "sign_in_failed",
  link_refused: "dead_token",
  not_found: "foreign_access",
};

const proofHeaders = ["authorization", "cookie"] as const;

/** The event that a failure is, if any. Nobody in particular who asks without a session is none. */
export function securityEventOf(error: unknown, request: Asked): SecurityEvent | undefined {
  if (!isHoldfastError(error)) return undefined;
  if (error.code === "unauthenticated") return proofHeaders.some((name) => request.headers.has(name)) ? "dead_token" : undefined;
  if (error.code === "rate_limited") return error.details.data?.["limit"] === "bulk" ? "bulk_burst" : undefined;
  return byCode[error.code];
}
