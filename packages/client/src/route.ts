// Where each endpoint lives, repeated here so that browsers need not load the schemas; a test compares it with the contract.
import type { EndpointId } from "@holdfast/contract";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
}

export const apiPath = "/api/v1";

const route = (method: Route["method"], path: string): Route => ({ method, path });

export const routes: Readonly<Record<EndpointId, Route>> = {
  register: route("POST", "/accounts"),
  signIn: route("POST", "/sessions"),
  me: route("GET", "/me"),
  listSessions: route("GET", "/sessions"),
  signOut: route("DELETE", "/sessions/current"),
  revokeOtherSessions: route("DELETE", "/sessions/others"),
  revokeSession: route("DELETE", "/sessions/{id}"),
  changePassword: route("PUT", "/me/password"),
  requestPasswordReset: route("POST", "/password-resets"),
  resetPassword: route("POST", "/password-resets/complete"),
  requestEmailVerification: route("POST", "/email-verifications"),
  verifyEmail: route("POST", "/email-verifications/complete"),
  searchRecords: route("GET", "/records"),
  recordFacets: route("GET", "/records/facets"),
  getRecord: route("GET", "/records/{id}"),
  listGroups: route("GET", "/groups"),
  getGroup: route("GET", "/groups/{group}"),
  groupRecords: route("GET", "/groups/{group}/records"),
  groupChanges: route("GET", "/groups/{group}/changes"),
  groupItems: route("GET", "/groups/{group}/items"),
  perform: route("POST", "/operations"),
  previewCombination: route("POST", "/combinations"),
  groupHistory: route("GET", "/groups/{group}/history"),
  groupState: route("GET", "/groups/{group}/state"),
  groupDiff: route("GET", "/groups/{group}/diff"),
  recordHistory: route("GET", "/records/{id}/history"),
  exportGroup: route("GET", "/groups/{group}/export"),
  importGroup: route("POST", "/groups/{group}/import"),
  undoState: route("GET", "/undo"),
  memberships: route("POST", "/memberships"),
  flush: route("POST", "/flush"),
  events: route("GET", "/events"),
  listTokens: route("GET", "/tokens"),
  putToken: route("PUT", "/tokens/{provider}"),
  getToken: route("GET", "/tokens/{provider}"),
  revokeToken: route("DELETE", "/tokens/{provider}"),
  refreshToken: route("POST", "/tokens/{provider}/refresh"),
  listProviders: route("GET", "/providers"),
  beginConnection: route("POST", "/connections/{provider}"),
  completeConnection: route("GET", "/connections/callback"),
  listAudit: route("GET", "/audit"),
  auditCounts: route("GET", "/audit/counts"),
  auditChain: route("GET", "/audit/chain"),
  exportAudit: route("GET", "/audit/export"),
  status: route("GET", "/admin/status"),
  listQuarantine: route("GET", "/admin/quarantine"),
  replayQuarantine: route("POST", "/admin/quarantine/{journalId}/{position}/replay"),
  discardQuarantine: route("DELETE", "/admin/quarantine/{journalId}/{position}"),
  auditReport: route("GET", "/admin/audit"),
  auditReportCounts: route("GET", "/admin/audit/counts"),
  exportAuditReport: route("GET", "/admin/audit/export"),
  verifyAudit: route("POST", "/admin/audit/verify"),
  auditRoots: route("GET", "/admin/audit/roots"),
  previewRetention: route("GET", "/admin/retention"),
  applyRetention: route("POST", "/admin/retention"),
  listLegalHolds: route("GET", "/admin/holds"),
  setLegalHold: route("POST", "/admin/holds"),
  liftLegalHold: route("DELETE", "/admin/holds/{id}"),
  eraseUser: route("POST", "/admin/users/{id}/erase"),
};
