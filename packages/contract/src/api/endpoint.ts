// What the table of the HTTP API says of each endpoint.
import type { z } from "zod";

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, with `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `none`: anybody. `session`: a cookie or bearer session. `bearer`: programs only, because the answer holds a secret. `admin`: a session of an administrator. */
  readonly auth: "none" | "session" | "bearer" | "admin";
  /** Which of the caller's limits a request uses up (LI-01). Operations on many records count as `bulk` whatever is said here. */
  readonly limit: "read" | "change" | "bulk" | "login" | "export" | "none";
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is a file in one of these formats instead of JSON. */
  readonly accepts?: readonly StreamFormat[];
  /** Success status → body; null for an answer without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /**
   * Instead of one JSON body: server-sent `events`, or text that comes piece by piece, in any of these formats. Of JSON lines each
   * fits the schema of the answer.
   */
  readonly stream?: "events" | readonly StreamFormat[];
}

/** `lines`: one JSON document per line. `csv`: RFC 4180, with a header. */
export type StreamFormat = "lines" | "csv";

export const apiBase = "/api/v1";
