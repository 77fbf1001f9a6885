// What administrators see and do over HTTP: status, quarantine, everybody's trail, retention, holds, erasure (JO-08, AU-03 to AU-07).
import type { UserId } from "@holdfast/contract";
import type { Holdfast, RateLimits } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";
import { notFound } from "../api/not-found.js";
import { auditPage, exportAnswer, timelinePage } from "./audit.js";
import { operationRoutes } from "./operations.js";
import { tokenCacheRoutes } from "./token-cache.js";
import { verifyLines } from "./verify-lines.js";

const everybody = "everybody";

type Routes = HandlersOf<"administration">;

function quarantineRoutes({ quarantine }: Holdfast): Pick<Routes, "listQuarantine" | "replayQuarantine" | "discardQuarantine"> {
  return {
    listQuarantine: async ({ query: { resolved, limit } }) => ({
      status: 200,
      body: { operations: await quarantine.list({ resolved: resolved === "true", ...(limit === undefined ? {} : { limit }) }) },
    }),

    replayQuarantine: async ({ params }) => ({ status: 200, body: { answers: await quarantine.replay(params) } }),

    discardQuarantine: async ({ actor, params, query }) => {
      await quarantine.discard(actor, params, query.reason);
      return { status: 204, body: null };
    },
  };
}

type TrailRoute =
  | "auditReport"
  | "auditReportTimeline"
  | "auditReportCounts"
  | "exportAuditReport"
  | "verifyAudit"
  | "auditRoots";

function trailRoutes({ audit }: Holdfast): Pick<Routes, TrailRoute> {
  return {
    auditReport: async ({ query: { limit = auditPage, ...filter } }) => ({
      status: 200,
      body: await audit.report(everybody, { ...filter, limit }),
    }),

    auditReportTimeline: async ({ query: { limit = timelinePage, ...filter } }) => ({
      status: 200,
      body: await audit.timeline(everybody, { ...filter, limit }),
    }),

    auditReportCounts: async ({ query: { split, ...query } }) => ({
      status: 200,
      body: { counts: await audit.counts(everybody, { ...query, split: split === "true" }) },
    }),

    exportAuditReport: ({ query: { format, ...filter } }) => exportAnswer(audit, everybody, filter, format),

    verifyAudit: ({ body: { from, to, anchors }, signal }) => {
      const times = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      const kept = anchors === undefined ? {} : { anchors: [anchors] };
      return { status: 200, format: "lines", text: verifyLines(audit, { ...times, ...kept, signal }) };
    },

    auditRoots: ({ query }) => ({ status: 200, format: "lines", text: audit.roots(query.after) }),
  };
}

type KeepingRoute = "previewRetention" | "applyRetention" | "listLegalHolds" | "setLegalHold" | "liftLegalHold";

function keepingRoutes({ audit }: Holdfast): Pick<Routes, KeepingRoute> {
  const { holds } = audit;
  return {
    previewRetention: async ({ actor }) => ({ status: 200, body: await audit.retention(actor, { dryRun: true }) }),

    applyRetention: async ({ actor }) => ({ status: 200, body: await audit.retention(actor) }),

    listLegalHolds: async ({ query: { lifted, userId } }) => ({
      status: 200,
      body: { holds: await holds.list({ lifted: lifted === "true", ...(userId === undefined ? {} : { userId }) }) },
    }),

    setLegalHold: async ({ actor, body: { userId, reason, from } }) => {
      const covered = { ...(userId === undefined ? {} : { userId }), ...(from === undefined ? {} : { from }) };
      return { status: 201, body: await holds.set(actor, { reason, ...covered }) };
    },

    liftLegalHold: async ({ actor, params }) => {
      if (!(await holds.lift(actor, params.id))) throw notFound("legal hold");
      return { status: 204, body: null };
    },
  };
}

/** Told that everything of a user is gone, so that open streams end too. */
export type UserErased = (userId: UserId) => void;

export function administrationRoutes(holdfast: Holdfast, erased: UserErased, rateLimits: RateLimits | undefined): Routes {
  return {
    status: () => ({ status: 200, body: holdfast.status() }),
    ...tokenCacheRoutes(holdfast),
    ...quarantineRoutes(holdfast),
    ...trailRoutes(holdfast),
    ...keepingRoutes(holdfast),
    ...operationRoutes(holdfast, rateLimits),
    eraseUser: async ({ actor, params, body }) => {
      const erasure = await holdfast.audit.erase(actor, params.id, body.reason);
      if (erasure.status === "erased") erased(params.id);
      return { status: 200, body: erasure };
    },
  };
}
