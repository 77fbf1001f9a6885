// The endpoints of audit.
import { z } from "zod";
import { auditEventSchema, auditPageSchema, auditTimelineSchema } from "../audit-event.js";
import { auditChainSchema, auditCountsSchema, inclusionProofSchema } from "../audit-report.js";
import type { Endpoint } from "./endpoint.js";
import { audit, counting, format, page } from "./parameter.js";

export const auditEndpoints = {
  listAudit: {
    method: "GET",
    path: "/audit",
    summary: "The caller's trail, newest first",
    tag: "audit",
    auth: "session",
    limit: "read",
    query: audit.extend(page),
    answers: { 200: auditPageSchema },
  },
  auditTimeline: {
    method: "GET",
    path: "/audit/timeline",
    summary: "What happened to the caller's own, told by operation, newest first",
    tag: "audit",
    auth: "session",
    limit: "read",
    query: audit.extend(page),
    answers: { 200: auditTimelineSchema },
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
  auditProof: {
    method: "GET",
    path: "/audit/proof",
    summary: "One event of the caller's trail against the signed root that it is under",
    tag: "audit",
    auth: "session",
    limit: "read",
    query: z.object({ event: z.string().max(40) }).strict(),
    answers: { 200: inclusionProofSchema },
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
