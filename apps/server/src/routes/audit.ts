// The caller's own trail over HTTP (AU-07), and how far the whole is sealed (AU-04).
import type { StreamFormat } from "@holdfast/contract";
import type { AuditFilter, ExportFormat, Holdfast } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";

export const auditPage = 100;
export const timelinePage = 50;

const exportFormats: Readonly<Record<StreamFormat, ExportFormat>> = { lines: "json-lines", csv: "csv" };

type Scope = Parameters<Holdfast["audit"]["export"]>[0];

/** The answer that streams a trail, as JSON lines unless CSV was asked for. */
export function exportAnswer(audit: Holdfast["audit"], scope: Scope, filter: AuditFilter, format: StreamFormat = "lines") {
  const name = `audit.${format === "csv" ? "csv" : "jsonl"}`;
  return {
    status: 200,
    format,
    text: audit.export(scope, filter, exportFormats[format]),
    headers: { "content-disposition": `attachment; filename="${name}"` },
  } as const;
}

export function auditRoutes({ audit }: Holdfast): HandlersOf<"audit"> {
  return {
    listAudit: async ({ actor, query: { limit = auditPage, ...filter } }) => ({
      status: 200,
      body: await audit.report({ userId: actor.userId }, { ...filter, limit }),
    }),

    auditTimeline: async ({ actor, query: { limit = timelinePage, ...filter } }) => ({
      status: 200,
      body: await audit.timeline({ userId: actor.userId }, { ...filter, limit }),
    }),

    auditCounts: async ({ actor, query: { split, ...query } }) => ({
      status: 200,
      body: { counts: await audit.counts({ userId: actor.userId }, { ...query, split: split === "true" }) },
    }),

    auditChain: async () => ({ status: 200, body: await audit.chain() }),

    auditProof: async ({ actor, query }) => ({ status: 200, body: await audit.proof(query.event, { userId: actor.userId }) }),

    exportAudit: ({ actor, query: { format, ...filter } }) => exportAnswer(audit, { userId: actor.userId }, filter, format),
  };
}
