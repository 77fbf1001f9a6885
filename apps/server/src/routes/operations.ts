// What the operations page of administrators asks for: keys and their rotation, security events, limits, retention (UI-06).
import { type Holdfast, type RateLimits, severityOf } from "holdfast";
import type { HandlersOf } from "../api/endpoint-handler.js";

type Route =
  | "listKeys"
  | "startRotation"
  | "stopRotation"
  | "retireKey"
  | "securityReport"
  | "listAlerts"
  | "limitReport"
  | "listPeople"
  | "retentionPolicy"
  | "changeRetentionPolicy";

/** `rateLimits`: those that the server holds callers to; undefined when nobody is limited. */
export function operationRoutes(
  { keys, security, limits, audit, accounts }: Holdfast,
  rateLimits: RateLimits | undefined,
): Pick<HandlersOf<"administration">, Route> {
  return {
    listKeys: async () => ({ status: 200, body: { census: await keys.census(), rotation: keys.background.state } }),
    startRotation: ({ actor }) => ({ status: 202, body: keys.background.start(actor) }),
    stopRotation: async () => ({ status: 200, body: await keys.background.stop() }),
    retireKey: async ({ actor, params }) => ({ status: 200, body: await keys.retire(params.id, { actor }) }),

    securityReport: () => ({ status: 200, body: securityOf(security.status()) }),
    listAlerts: async ({ query }) => {
      const alerts = await security.alerts(query);
      return { status: 200, body: { alerts: alerts.map((alert) => ({ ...alert, severity: severityOf(alert.event) })) } };
    },
    limitReport: () => ({ status: 200, body: { requests: requestLimits(rateLimits), selections: limits } }),

    listPeople: async ({ query }) => {
      const found = await Promise.all([...new Set(query.person)].map((id) => accounts.get(id)));
      return { status: 200, body: { people: found.filter((account) => account !== undefined) } };
    },

    retentionPolicy: async () => ({ status: 200, body: await audit.retentionPolicy() }),
    changeRetentionPolicy: async ({ actor, body }) => {
      const change = Object.fromEntries(Object.entries(body).filter(([, months]) => months !== undefined));
      return { status: 200, body: await audit.changeRetentionPolicy(actor, change) };
    },
  };
}

function securityOf({ events, windows, alerts }: ReturnType<Holdfast["security"]["status"]>) {
  return {
    events: Object.entries(windows).map(([event, { count, rule }]) => ({
      event,
      total: events[event as keyof typeof events],
      inWindow: count,
      ...rule,
    })),
    alertCount: alerts,
  };
}

function requestLimits(rateLimits: RateLimits | undefined) {
  if (rateLimits === undefined) return [];
  const refused = rateLimits.refused();
  return Object.entries(rateLimits.rules).map(([limit, rule]) => ({
    limit,
    ...rule,
    refused: refused[limit as keyof typeof refused],
  }));
}
