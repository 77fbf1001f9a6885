// The HTTP API as one table: the server routes and validates by it, the OpenAPI document, the client and the isolation tests follow it.
import { z } from "zod";
import {
  accountSummarySchema, credentialsSchema, emailVerificationSchema, passwordChangedSchema, passwordChangeSchema, passwordResetRequestSchema, passwordResetSchema, signedInSchema,
  signInRequestSchema,
} from "./account.js";
import { auditActionSchema, auditEventSchema, auditPageSchema } from "./audit-event.js";
import {
  auditChainSchema, auditCountsSchema, auditFilterShape, auditVerifyLineSchema, countUnitSchema, erasureSchema, legalHoldSchema, retentionReportSchema,
  setLegalHoldSchema, verifyAuditRequestSchema,
} from "./audit-report.js";
import { combinationRequestSchema, combinationSchema } from "./combination.js";
import { groupDiffSchema, groupHistorySchema, groupStateSchema, recordHistorySchema } from "./history.js";
import { groupIdSchema, journalIdSchema, operationIdSchema, positionSchema, recordIdSchema, timestampSchema, tokenIdSchema, userIdSchema } from "./id.js";
import { flushAnswerSchema, groupRefSchema, operationAnswerSchema, operationRequestSchema } from "./operation.js";
import { quarantineListSchema } from "./quarantine.js";
import { recordFacetsSchema, recordPageSchema, recordSchema } from "./record.js";
import { recordFilterQuerySchema, recordPageQuerySchema } from "./record-query.js";
import { groupChangesSchema, groupItemsSchema, groupListSchema, groupRecordsSchema, groupSchema, membershipAnswerSchema, membershipRequestSchema, undoStateSchema } from "./selection.js";
import { statusSchema } from "./status.js";
import { absentTokenSchema, accountSchema, beginConnectionSchema, connectionBegunSchema, heldTokenInfoSchema, providerInfoSchema, providerSchema, putTokenRequestSchema, refreshedTokenSchema, revealedTokenSchema, sessionSchema } from "./token.js";
import { exportedItemSchema, fileFormatSchema, importEventSchema } from "./transfer.js";

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

const audit = z.object(auditFilterShape).strict();
/** Administrators may ask for one user, or for everybody. */
const anybodysAudit = z.object({ ...auditFilterShape, userId: userIdSchema.optional() }).strict();
const page = { before: z.string().max(40).optional(), limit: count(100, 500, 1) };
const counting = { by: countUnitSchema, split: z.enum(["true", "false"]).optional().describe("One count for each action.") };
const format = { format: z.enum(["lines", "csv"]).optional().describe("JSON lines unless said otherwise.") };
const byQuarantine = z.object({ journalId: journalIdSchema, position: version.pipe(positionSchema) });
const because = z.string().trim().min(1).max(2000);

export const endpoints = {
  register: { method: "POST", path: "/accounts", summary: "Make an account and sign in", tag: "accounts", auth: "none", limit: "login", body: credentialsSchema, answers: { 201: signedInSchema } },
  signIn: { method: "POST", path: "/sessions", summary: "Sign in", tag: "accounts", auth: "none", limit: "login", body: signInRequestSchema, answers: { 201: signedInSchema } },
  me: { method: "GET", path: "/me", summary: "Who is signed in", tag: "accounts", auth: "session", limit: "read", answers: { 200: z.object({ account: accountSummarySchema, session: sessionSchema }).meta({ id: "Me" }) } },
  listSessions: { method: "GET", path: "/sessions", summary: "The devices that are signed in", tag: "accounts", auth: "session", limit: "read", answers: { 200: z.object({ sessions: z.array(sessionSchema) }).meta({ id: "SessionList" }) } },
  signOut: { method: "DELETE", path: "/sessions/current", summary: "Sign out: what was acknowledged is applied first", tag: "accounts", auth: "session", limit: "change", answers: { 200: flushAnswerSchema } },
  revokeOtherSessions: { method: "DELETE", path: "/sessions/others", summary: "End all sessions but this one", tag: "accounts", auth: "session", limit: "change", answers: { 200: z.object({ revoked: z.int() }).meta({ id: "RevokedCount" }) } },
  revokeSession: { method: "DELETE", path: "/sessions/{id}", summary: "End one session", tag: "accounts", auth: "session", limit: "change", params: z.object({ id: tokenIdSchema }), answers: { 204: null } },
  changePassword: { method: "PUT", path: "/me/password", summary: "Change the password; ends all other sessions", tag: "accounts", auth: "session", limit: "login", body: passwordChangeSchema, answers: { 200: passwordChangedSchema } },
  requestPasswordReset: { method: "POST", path: "/password-resets", summary: "Ask for a link that sets a new password; the answer is the same for every address", tag: "accounts", auth: "none", limit: "login", body: passwordResetRequestSchema, answers: { 202: null } },
  resetPassword: { method: "POST", path: "/password-resets/complete", summary: "Set a new password with the token of the link; ends all sessions", tag: "accounts", auth: "none", limit: "login", body: passwordResetSchema, answers: { 204: null } },
  requestEmailVerification: { method: "POST", path: "/email-verifications", summary: "Ask for a link that verifies the address", tag: "accounts", auth: "session", limit: "login", answers: { 202: null } },
  verifyEmail: { method: "POST", path: "/email-verifications/complete", summary: "Verify the address with the token of the link", tag: "accounts", auth: "none", limit: "login", body: emailVerificationSchema, answers: { 204: null } },

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
  exportGroup: { method: "GET", path: "/groups/{group}/export", summary: "A group as a file, ordered by title; CSV unless said otherwise", tag: "selections", auth: "session", limit: "export", params: byGroup, query: z.object({ format: fileFormatSchema.optional() }).strict(), answers: { 200: exportedItemSchema }, stream: ["csv", "lines"] },
  importGroup: { method: "POST", path: "/groups/{group}/import", summary: "Select the records of a list, told step by step", tag: "selections", auth: "session", limit: "bulk", params: byGroup, query: z.object({ importId: operationIdSchema, dryRun: z.enum(["true", "false"]).optional() }).strict(), accepts: ["csv", "lines"], answers: { 200: importEventSchema }, stream: ["lines"] },
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
  auditCounts: { method: "GET", path: "/audit/counts", summary: "How much happened to the caller's own, over time", tag: "audit", auth: "session", limit: "read", query: audit.extend(counting), answers: { 200: auditCountsSchema } },
  auditChain: { method: "GET", path: "/audit/chain", summary: "How far the trail is sealed", tag: "audit", auth: "session", limit: "read", answers: { 200: auditChainSchema } },
  exportAudit: { method: "GET", path: "/audit/export", summary: "The caller's whole trail", tag: "audit", auth: "session", limit: "export", query: audit.extend(format), answers: { 200: auditEventSchema }, stream: ["lines", "csv"] },

  status: { method: "GET", path: "/admin/status", summary: "How this process is", tag: "administration", auth: "admin", limit: "read", answers: { 200: statusSchema } },
  listQuarantine: { method: "GET", path: "/admin/quarantine", summary: "Operations that the database refused", tag: "administration", auth: "admin", limit: "read", query: z.object({ resolved: z.enum(["true", "false"]).optional(), limit: count(500, 500, 1) }).strict(), answers: { 200: quarantineListSchema } },
  replayQuarantine: { method: "POST", path: "/admin/quarantine/{journalId}/{position}/replay", summary: "Ask for the same changes again", tag: "administration", auth: "admin", limit: "change", params: byQuarantine, answers: { 200: z.object({ answers: z.array(operationAnswerSchema) }).meta({ id: "ReplayAnswer" }) } },
  discardQuarantine: { method: "DELETE", path: "/admin/quarantine/{journalId}/{position}", summary: "Give up on a refused operation, for good", tag: "administration", auth: "admin", limit: "change", params: byQuarantine, query: z.object({ reason: because }).strict(), answers: { 204: null } },
  auditReport: { method: "GET", path: "/admin/audit", summary: "Everybody's trail, newest first", tag: "administration", auth: "admin", limit: "read", query: anybodysAudit.extend(page), answers: { 200: auditPageSchema } },
  auditReportCounts: { method: "GET", path: "/admin/audit/counts", summary: "How much happened, over time", tag: "administration", auth: "admin", limit: "read", query: anybodysAudit.extend(counting), answers: { 200: auditCountsSchema } },
  exportAuditReport: { method: "GET", path: "/admin/audit/export", summary: "Everybody's trail as a whole", tag: "administration", auth: "admin", limit: "export", query: anybodysAudit.extend(format), answers: { 200: auditEventSchema }, stream: ["lines", "csv"] },
  verifyAudit: { method: "POST", path: "/admin/audit/verify", summary: "Compare the trail with its seals; the last line is the verdict", tag: "administration", auth: "admin", limit: "export", body: verifyAuditRequestSchema, answers: { 200: auditVerifyLineSchema }, stream: ["lines"] },
  auditRoots: { method: "GET", path: "/admin/audit/roots", summary: "The chain of seals, to be kept elsewhere", tag: "administration", auth: "admin", limit: "export", query: z.object({ after: version.optional().describe("Number of the last seal that is kept already.") }).strict(), answers: { 200: z.record(z.string(), z.unknown()).meta({ id: "AuditRoot" }) }, stream: ["lines"] },
  previewRetention: { method: "GET", path: "/admin/retention", summary: "Which months of the trail would be removed", tag: "administration", auth: "admin", limit: "read", answers: { 200: retentionReportSchema } },
  applyRetention: { method: "POST", path: "/admin/retention", summary: "Remove the months of the trail that no class keeps any longer", tag: "administration", auth: "admin", limit: "change", answers: { 200: retentionReportSchema } },
  listLegalHolds: { method: "GET", path: "/admin/holds", summary: "Legal holds", tag: "administration", auth: "admin", limit: "read", query: z.object({ lifted: z.enum(["true", "false"]).optional(), userId: userIdSchema.optional() }).strict(), answers: { 200: z.object({ holds: z.array(legalHoldSchema) }).meta({ id: "LegalHoldList" }) } },
  setLegalHold: { method: "POST", path: "/admin/holds", summary: "Keep what retention and erasure would take", tag: "administration", auth: "admin", limit: "change", body: setLegalHoldSchema, answers: { 201: legalHoldSchema } },
  liftLegalHold: { method: "DELETE", path: "/admin/holds/{id}", summary: "End a legal hold", tag: "administration", auth: "admin", limit: "change", params: z.object({ id: z.uuid() }), answers: { 204: null } },
  eraseUser: { method: "POST", path: "/admin/users/{id}/erase", summary: "Take a person out of the database; the trail stays", tag: "administration", auth: "admin", limit: "change", params: z.object({ id: userIdSchema }), body: z.object({ reason: because }).strict().meta({ id: "EraseUser" }), answers: { 200: erasureSchema } },
} as const satisfies Record<string, Endpoint>;

export type EndpointId = keyof typeof endpoints;
