// The caller's own trail over HTTP (AU-07).
import type { Holdfast } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";

const PAGE = 100;

export function auditRoutes({ audit }: Holdfast): HandlersOf<"audit"> {
  return {
    listAudit: async ({ actor, query: { limit = PAGE, ...filter } }) => ({
      status: 200,
      body: await audit.page(actor.userId, { ...filter, limit }),
    }),
  };
}
