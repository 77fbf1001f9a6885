// The HTTP API as one table: the server routes and validates by it, the OpenAPI document, the client and the isolation tests follow it.
import { z } from "zod";
import { accountSummarySchema, credentialsSchema, signedInSchema, signInRequestSchema } from "./account.js";
import { auditActionSchema, auditPageSchema } from "./audit-event.js";
import { combinationRequestSchema, combinationSchema } from "./combination.js";
import { groupDiffSchema, groupHistorySchema, groupStateSchema, recordHistorySchema } from "./history.js";
import { groupIdSchema, recordIdSchema, timestampSchema, tokenIdSchema } from "./id.js";
import { flushAnswerSchema, groupRefSchema, operationAnswerSchema, operationRequestSchema } from "./operation.js";
import { recordFacetsSchema, recordPageSchema, recordSchema } from "./record.js";
import { recordFilterQuerySchema, recordPageQuerySchema } from "./record-query.js";
import { groupChangesSchema, groupItemsSchema, groupListSchema, groupRecordsSchema, groupSchema, membershipAnswerSchema, membershipRequestSchema, undoStateSchema } from "./selection.js";
import { absentTokenSchema, accountSchema, beginConnectionSchema, connectionBegunSchema, heldTokenInfoSchema, providerInfoSchema, providerSchema, putTokenRequestSchema, refreshedTokenSchema, revealedTokenSchema, sessionSchema } from "./token.js";

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

const byGroup = z.object({ group: groupRefSchema });
const byToken = z.object({ provider: providerSchema });
const account = z.object({ account: accountSchema.optional() }).strict();
const count = (fallback: number, most: number, least = 0) =>
  z.string().regex(/^\d{1,9}$/, "Digits only.").transform(Number).pipe(z.int().min(least).max(most)).optional().describe(`Default ${fallback}, at most ${most}.`);
const version = z.string().regex(/^\d{1,15}$/, "Digits only.").transform(Number);
/** What providers add to the address that they send people back to (RFC 6749, RFC 9207); some add more. */
const providerAnswer = z.looseObject({
  state: z.string().max(200).optional(), code: z.string().max(4096).optional(), iss: z.string().max(1000).optional(), error: z.string().max(200).optional(),
});
/** Where a reader of the stream left off, for the first connection: later ones carry Last-Event-ID, which wins. */
const resume = z.object({ after: z.string().regex(/^\d{1,15}$/, "Digits only.").transform(Number).optional().describe("Deliver what came after this position.") }).strict();

export const endpoints = {
  register: { method: "POST", path: "/accounts", summary: "Make an account and sign in", tag: "accounts", auth: "none", limit: "login", body: credentialsSchema, answers: { 201: signedInSchema } },
  signIn: { method: "POST", path: "/sessions", summary: "Sign in", tag: "accounts", auth: "none", limit: "login", body: signInRequestSchema, answers: { 201: signedInSchema } },
  me: { method: "GET", path: "/me", summary: "Who is signed in", tag: "accounts", auth: "session", limit: "read", answers: { 200: z.object({ account: accountSummarySchema, session: sessionSchema }).meta({ id: "Me" }) } },
  listSessions: { method: "GET", path: "/sessions", summary: "The devices that are signed in", tag: "accounts", auth: "session", limit: "read", answers: { 200: z.object({ sessions: z.array(sessionSchema) }).meta({ id: "SessionList" }) } },
  signOut: { method: "DELETE", path: "/sessions/current", summary: "Sign out: what was acknowledged is applied first", tag: "accounts", auth: "session", limit: "change", answers: { 200: flushAnswerSchema } },
  revokeOtherSessions: { method: "DELETE", path: "/sessions/others", summary: "End all sessions but this one", tag: "accounts", auth: "session", limit: "change", answers: { 200: z.object({ revoked: z.int() }).meta({ id: "RevokedCount" }) } },
  revokeSession: { method: "DELETE", path: "/sessions/{id}", summary: "End one session", tag: "accounts", auth: "session", limit: "change", params: z.object({ id: tokenIdSchema }), answers: { 204: null } },

  searchRecords: { method: "GET", path: "/records", summary: "A page of the catalogue", tag: "records", auth: "session", limit: "read", query: recordPageQuerySchema, answers: { 200: recordPageSchema } },
  recordFacets: { method: "GET", path: "/records/facets", summary: "Counts per value under the same filter", tag: "records", auth: "session", limit: "read", query: recordFilterQuerySchema, answers: { 200: recordFacetsSchema } },
  getRecord: { method: "GET", path: "/records/{id}", summary: "One record", tag: "records", auth: "session", limit: "read", params: z.object({ id: recordIdSchema }), answers: { 200: recordSchema } },

  listGroups: { method: "GET", path: "/groups", summary: "The caller's groups with counts and versions", tag: "selections", auth: "session", limit: "read", answers: { 200: groupListSchema } },
  getGroup: { method: "GET", path: "/groups/{group}", summary: "One group", tag: "selections", auth: "session", limit: "read", params: byGroup, answers: { 200: groupSchema } },
  groupRecords: { method: "GET", path: "/groups/{group}/records", summary: "The ids in a group; conditional by If-None-Match", tag: "selections", auth: "session", limit: "read", params: byGroup, answers: { 200: groupRecordsSchema } },
  groupChanges: { method: "GET", path: "/groups/{group}/changes", summary: "What changed after a version", tag: "selections", auth: "session", limit: "read", params: byGroup, query: z.object({ since: z.string().regex(/^\d{1,15}$/, "Digits only.").transform(Number) }).strict(), answers: { 200: groupChangesSchema } },
  groupItems: { method: "GET", path: "/groups/{group}/items", summary: "A page of a group with notes, states and times", tag: "selections", auth: "session", limit: "read", params: byGroup, query: z.object({ offset: count(0, 10_000_000), limit: count(100, 1000, 1) }).strict(), answers: { 200: groupItemsSchema } },
  perform: { method: "POST", path: "/operations", summary: "Change a selection or a group", tag: "selections", auth: "session", limit: "change", body: operationRequestSchema, answers: { 200: operationAnswerSchema } },
  previewCombination: { method: "POST", path: "/combinations", summary: "What a union, intersection or difference of groups would hold", tag: "selections", auth: "session", limit: "read", body: combinationRequestSchema, answers: { 200: combinationSchema } },
  groupHistory: { method: "GET", path: "/groups/{group}/history", summary: "What happened to a group, newest first", tag: "selections", auth: "session", limit: "read", params: byGroup, query: z.object({ before: version.optional(), limit: count(50, 200, 1) }).strict(), answers: { 200: groupHistorySchema } },
  groupState: { method: "GET", path: "/groups/{group}/state", summary: "The ids in a group at a version or time", tag: "selections", auth: "session", limit: "read", params: byGroup, query: z.object({ version: version.optional(), at: timestampSchema.optional() }).strict(), answers: { 200: groupStateSchema } },
  groupDiff: { method: "GET", path: "/groups/{group}/diff", summary: "What differs between two versions of a group", tag: "selections", auth: "session", limit: "read", params: byGroup, query: z.object({ from: version, to: version }).strict(), answers: { 200: groupDiffSchema } },
  recordHistory: { method: "GET", path: "/records/{id}/history", summary: "What happened to a record in the caller's groups", tag: "selections", auth: "session", limit: "read", params: z.object({ id: recordIdSchema }), query: z.object({ before: z.string().max(80).optional(), limit: count(50, 200, 1) }).strict(), answers: { 200: recordHistorySchema } },
  undoState: { method: "GET", path: "/undo", summary: "What can be undone and done again", tag: "selections", auth: "session", limit: "read", answers: { 200: undoStateSchema } },
  memberships: { method: "POST", path: "/memberships", summary: "Which of these records are in which group", tag: "selections", auth: "session", limit: "read", body: membershipRequestSchema, answers: { 200: membershipAnswerSchema } },
  flush: { method: "POST", path: "/flush", summary: "Wait until everything acknowledged is in the database", tag: "selections", auth: "session", limit: "change", answers: { 200: flushAnswerSchema } },
  events: { method: "GET", path: "/events", summary: "Live changes; resumable by Last-Event-ID", tag: "selections", auth: "session", limit: "none", query: resume, answers: { 200: null }, stream: "events" },

  listTokens: { method: "GET", path: "/tokens", summary: "The caller's held tokens, without their secrets", tag: "tokens", auth: "session", limit: "read", answers: { 200: z.object({ tokens: z.array(heldTokenInfoSchema) }).meta({ id: "TokenList" }) } },
  putToken: { method: "PUT", path: "/tokens/{provider}", summary: "Keep a token", tag: "tokens", auth: "session", limit: "change", params: byToken, query: account, body: putTokenRequestSchema, answers: { 200: heldTokenInfoSchema } },
  getToken: { method: "GET", path: "/tokens/{provider}", summary: "The access token, for programs", tag: "tokens", auth: "bearer", limit: "read", params: byToken, query: account, answers: { 200: z.discriminatedUnion("status", [revealedTokenSchema, absentTokenSchema]) } },
  revokeToken: { method: "DELETE", path: "/tokens/{provider}", summary: "Disconnect: revoke a token here, and at its provider", tag: "tokens", auth: "session", limit: "change", params: byToken, query: account, answers: { 200: heldTokenInfoSchema } },
  refreshToken: { method: "POST", path: "/tokens/{provider}/refresh", summary: "Fetch a new access token now", tag: "tokens", auth: "session", limit: "change", params: byToken, query: account, answers: { 200: z.discriminatedUnion("status", [refreshedTokenSchema, absentTokenSchema]) } },

  listProviders: { method: "GET", path: "/providers", summary: "Where accounts can be connected", tag: "connections", auth: "session", limit: "read", answers: { 200: z.object({ providers: z.array(providerInfoSchema) }).meta({ id: "ProviderList" }) } },
  beginConnection: { method: "POST", path: "/connections/{provider}", summary: "Begin to connect an account: send the person to the address", tag: "connections", auth: "session", limit: "change", params: byToken, body: beginConnectionSchema, answers: { 200: connectionBegunSchema } },
  completeConnection: { method: "GET", path: "/connections/callback", summary: "Where providers send people back to; leads on to the console", tag: "connections", auth: "session", limit: "change", query: providerAnswer, answers: { 303: null } },

  listAudit: {
    method: "GET", path: "/audit", summary: "The caller's trail, newest first", tag: "audit", auth: "session", limit: "read",
    query: z.object({
      action: z.array(auditActionSchema).max(50).optional(), groupId: groupIdSchema.optional(), recordId: recordIdSchema.optional(),
      from: timestampSchema.optional(), to: timestampSchema.optional(), before: z.string().max(40).optional(), limit: count(100, 500, 1),
    }).strict(),
    answers: { 200: auditPageSchema },
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointId = keyof typeof endpoints;
