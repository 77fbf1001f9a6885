// Assembles the HTTP server as one web-standard handler: API, event stream, health, documentation and console (DX-04).
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Endpoint, endpoints, HoldfastError } from "@holdfast/contract";
import { createRateLimits, type Holdfast, type Mailbox, type RateLimits } from "holdfast";
import { Hono } from "hono";
import type { Logger } from "pino";
import { directRoutes } from "./api/direct-routes.js";
import type { EndpointHandler, Handlers } from "./api/endpoint-handler.js";
import { type ApiSetup, type EndpointRoute, endpointRoute, type LooseHandler } from "./api/endpoint-route.js";
import type { ServerEnv } from "./api/exchange.js";
import { LiteralFirstRouter } from "./api/literal-first-router.js";
import { type HonoEnv, mountEndpoint } from "./api/mount-endpoint.js";
import { unmatchedRequests } from "./api/unmatched.js";
import { consoleSite } from "./console/console-site.js";
import { mailPage, mailPath } from "./development/mail-page.js";
import { entrance } from "./entrance.js";
import { healthz, readyz } from "./health/health.js";
import { createMetrics, type ServerMetrics } from "./health/metrics.js";
import { RequestLimiter } from "./limit/request-limiter.js";
import { type ServerLimits, defaultLimits } from "./limits.js";
import { mountDocumentation } from "./openapi/mount-documentation.js";
import { defaultOverloadLimits, OverloadGuard, type OverloadLimits } from "./overload/overload-guard.js";
import { problemResponse } from "./problem-response.js";
import { accountRoutes } from "./routes/accounts.js";
import { administrationRoutes } from "./routes/administration.js";
import { auditRoutes } from "./routes/audit.js";
import { connectionRoutes } from "./routes/connections.js";
import { presenceRoutes } from "./routes/presence.js";
import { recordRoutes } from "./routes/records.js";
import { selectionRoutes } from "./routes/selections.js";
import { tokenRoutes } from "./routes/tokens.js";
import type { ApplicationSessions } from "./security/application-sessions.js";
import { authenticateWith } from "./security/authenticate.js";
import type { JwtOptions } from "./security/jwt/jwt-options.js";
import { EventHub } from "./stream/event-hub.js";
import { eventStream, streamFailure } from "./stream/event-stream.js";
import { Presence } from "./stream/presence.js";

export interface ServerAppOptions {
  readonly holdfast: Holdfast;
  readonly log: Logger;
  /** Shown by `/healthz` and in the API's documentation. */
  readonly version: string;
  /** The console's built files; without it, or when it is empty, a page says how to build them. */
  readonly consoleDirectory?: string;
  /** Where browsers reach this server, such as `https://holdfast.example`. Default: whatever host they address. */
  readonly origin?: string;
  /** Mark cookies `Secure` (and call them `__Host-…`). Default: when the origin, or else the request, is https. */
  readonly secureCookies?: boolean;
  /** How many proxies in front append to X-Forwarded-For. 0, the default: the header is not believed. */
  readonly trustedProxies?: number;
  readonly limits?: Partial<ServerLimits>;
  /** How much each caller may ask for (LI-01): `holdfast.rateLimits`, or `false` for no limits. Default: the usual ones, counted here. */
  readonly rateLimits?: RateLimits | false;
  /** Whose JWTs are accepted beside sessions (AC-02). */
  readonly jwt?: JwtOptions;
  /** How people are known who signed in to the application that this server is mounted in (AC-02). */
  readonly applicationSessions?: ApplicationSessions;
  /** For development: shown at `/dev/mail` to callers on this machine. */
  readonly mailbox?: Pick<Mailbox, "messages">;
  /** From when on new work is turned away (LI-02). */
  readonly overload?: Partial<OverloadLimits>;
}

export interface ServerApp {
  /** The whole server as a web-standard handler. Never rejects: every failure is an answer. */
  fetch(request: Request, env?: ServerEnv): Promise<Response>;
  /** Answers on Node's own objects, with less work, what is asked in the ordinary way; undefined when \`fetch\` has to. Never rejects. */
  answerNode(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> | undefined;
  /** From now on not ready: event streams end, what is asked is still answered. */
  stop(): void;
}

type LooseEndpointHandler = EndpointHandler<Endpoint>;

function secureTest({ secureCookies, origin }: ServerAppOptions): ApiSetup["isSecure"] {
  const fixed = secureCookies ?? (origin === undefined ? undefined : origin.startsWith("https:"));
  return fixed === undefined ? (request) => request.url.startsWith("https:") : () => fixed;
}

/** The configured origin in the spelling that browsers send. */
function ownOrigin(origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (URL.canParse(origin) && /^https?:/.test(origin)) return new URL(origin).origin;
  throw new HoldfastError("configuration_invalid", {
    what: `The origin ${JSON.stringify(origin)} is not an http or https address.`,
    action: "Give the address that browsers use, such as https://holdfast.example.",
  });
}

function apiRoutes(setup: ApiSetup, hub: EventHub, presence: Presence, limits: ServerLimits): readonly EndpointRoute[] {
  const { holdfast, log } = setup;
  const handlers: Handlers = {
    ...accountRoutes(holdfast, setup.limiter, (userId) => void hub.recheck(userId)),
    ...recordRoutes(holdfast),
    ...selectionRoutes(holdfast),
    ...presenceRoutes(holdfast, presence),
    ...tokenRoutes(holdfast),
    ...connectionRoutes(holdfast, setup.ownOrigin),
    ...auditRoutes(holdfast),
    ...administrationRoutes(holdfast, (userId) => void hub.recheck(userId), setup.limiter.limits),
  };
  const events = { endpoint: endpoints.events, handler: eventStream(hub, limits), onFailure: streamFailure(log) };
  // Each handler fits its own line of the table; the table's lines become routes by one function that knows none of them.
  const loose = Object.entries(handlers as unknown as Readonly<Record<keyof Handlers, LooseEndpointHandler>>);
  const answering = loose.map(([id, handle]) => {
    const handler: LooseHandler = ({ input }) => handle(input);
    return { endpoint: endpoints[id as keyof Handlers], handler };
  });
  return [events, ...answering].map((parts) => endpointRoute(setup, parts));
}

function mountHealth(
  app: Hono<HonoEnv>,
  { holdfast, version }: ServerAppOptions,
  metrics: ServerMetrics,
  isStopping: () => boolean,
): void {
  const named = (route: string, respond: () => Response | Promise<Response>): void => {
    app.get(route, (context) => {
      context.env.exchange.route = route;
      return respond();
    });
  };
  named("/healthz", () => healthz(version));
  named("/readyz", () => readyz(holdfast, isStopping()));
  named(
    "/metrics",
    async () =>
      new Response(await metrics.text(), {
        headers: { "content-type": metrics.contentType, "cache-control": "no-store", "x-content-type-options": "nosniff" },
      }),
  );
}

/** API paths that do not exist are problems; everything else belongs to the console. */
function mountConsole(app: Hono<HonoEnv>, setup: ApiSetup, { consoleDirectory: directory, mailbox }: ServerAppOptions): void {
  const site = consoleSite(directory);
  const unmatched = unmatchedRequests(Object.values(endpoints));
  app.notFound(async (context) => {
    const { path, method, raw } = context.req;
    const { exchange } = context.env;
    const secure = setup.isSecure(raw);
    const inApi = path === "/api" || path.startsWith("/api/");
    if (mailbox !== undefined && path === mailPath) {
      exchange.route = mailPath;
      const shown = mailPage(mailbox, raw, exchange.env);
      if (shown !== undefined) return shown;
    }
    if (!inApi && (method === "GET" || method === "HEAD")) {
      exchange.route = "console";
      const found = await site.respond(raw, path, secure);
      if (found !== undefined) return found;
    }
    const { error, headers } = unmatched(method, path);
    return problemResponse(error, { log: setup.log, exchange, secure, headers });
  });
}

/** What is the same for every endpoint. Throws configuration_invalid. */
function setupOf(options: ServerAppOptions, limits: ServerLimits): ApiSetup {
  const { holdfast, log, rateLimits = createRateLimits() } = options;
  return {
    holdfast,
    log,
    limits,
    limiter: new RequestLimiter(rateLimits === false ? undefined : rateLimits),
    authenticate: authenticateWith(holdfast.accounts, options),
    trustedProxies: options.trustedProxies ?? 0,
    ownOrigin: ownOrigin(options.origin),
    applicationCookie: options.applicationSessions?.cookie,
    isSecure: secureTest(options),
  };
}

/** Assembles the server. It holds no port and no file; `serveHttp` or any host of web-standard handlers runs it. */
export function createServerApp(options: ServerAppOptions): ServerApp {
  const { holdfast, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const setup = setupOf(options, limits);
  const hub = new EventHub(holdfast, setup.authenticate, log);
  const presence = new Presence((userId, event) => hub.publish(userId, event));
  const guard = new OverloadGuard({ ...defaultOverloadLimits, ...options.overload }, log);
  const metrics = createMetrics(holdfast, () => ({
    streams: hub.size,
    limited: setup.limiter.limits?.refused() ?? {},
    ...guard.status(),
  }));
  const routes = apiRoutes(setup, hub, presence, limits);
  let stopping = false;

  const app = new Hono<HonoEnv>({ router: new LiteralFirstRouter() });
  for (const route of routes) mountEndpoint(app, route);
  mountHealth(app, options, metrics, () => stopping);
  mountDocumentation(app, setup, options.version);
  mountConsole(app, setup, options);
  app.onError((error, context) =>
    problemResponse(error, { log, exchange: context.env.exchange, secure: setup.isSecure(context.req.raw) }),
  );

  return {
    ...entrance({
      setup,
      guard,
      metrics,
      urlBytes: limits.urlBytes,
      direct: directRoutes(routes),
      whole: (request, exchange) => app.fetch(request, { exchange }),
    }),
    stop() {
      stopping = true;
      hub.stop();
      presence.stop();
      guard.stop();
    },
  };
}
