// The endpoints of audit.
import { z } from "zod";
import { auditActionSchema, auditEventSchema, auditPageSchema } from "../audit-event.js";
import { auditChainSchema, auditCountsSchema } from "../audit-report.js";
import { groupIdSchema, recordIdSchema, timestampSchema } from "../id.js";
import type { Endpoint } from "./endpoint.js";
import { count, audit, counting, format } from "./parameter.js";

export const auditEndpoints = {
  listAudit: {
    method: "GET",
    path: "/audit",
    summary: "The caller's trail, newest first",
    tag: "audit",
    auth: "session",
    limit: "read",
    query: z
      .object({
        action: z.array(auditActionSchema).max(50).optional(),
        groupId: groupIdSchema.optional(),
        recordId: recordIdSchema.optional(),
        from: timestampSchema.optional(),
        to: timestampSchema.optional(),
        before: z.string().max(40).optional(),
        limit: count(100, 500, 1),
      })
      .strict(),
    answers: { 200: auditPageSchema },
  },
  auditCounts: {
    method: "GET",
    path: "/audit/counts",
    summary: "How much happened to the caller's own, over time",
    tag: "audit",
    auth: "session",
    limit: "read",
    query: audit.extend(counting),
    answers: { 200: auditCountsSchema },
  },
  auditChain: {
    method: "GET",
    path: "/audit/chain",
    summary: "How far the trail is sealed",
    tag: "audit",
    auth: "session",
    limit: "read",
    answers: { 200: auditChainSchema },
  },
  exportAudit: {
    method: "GET",
    path: "/audit/export",
    summary: "The caller's whole trail",
    tag: "audit",
    auth: "session",
    limit: "export",
    query: audit.extend(format),
    answers: { 200: auditEventSchema },
    stream: ["lines", "csv"],
  },
} as const satisfies Record<string, Endpoint>;
