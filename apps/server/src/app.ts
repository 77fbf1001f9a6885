// Assembles the HTTP server as one web-standard handler: API, event stream, health, documentation and console (DX-04).
import { randomBytes } from "node:crypto";
import { type Endpoint, endpoints, HoldfastError } from "@holdfast/contract";
import { createRateLimits, type Holdfast, type Mailbox, type RateLimits } from "holdfast";
import { Hono } from "hono";
import type { Logger } from "pino";
import type { EndpointHandler, Handlers } from "./api/endpoint-handler.js";
import { type Exchange, requestIds, type ServerEnv } from "./api/exchange.js";
import { LiteralFirstRouter } from "./api/literal-first-router.js";
import { type ApiSetup, type HonoEnv, type LooseHandler, mountEndpoint } from "./api/mount-endpoint.js";
import { unmatchedRequests } from "./api/unmatched.js";
import { consoleSite } from "./console/console-site.js";
import { mailPage, mailPath } from "./development/mail-page.js";
import { healthz, readyz } from "./health/health.js";
import { createMetrics, type ServerMetrics } from "./health/metrics.js";
import { requestLog } from "./log.js";
import { RequestLimiter } from "./limit/request-limiter.js";
import { type ServerLimits, defaultLimits } from "./limits.js";
import { mountDocumentation } from "./openapi/mount-documentation.js";
import { isExempt } from "./overload/is-exempt.js";
import { defaultOverloadLimits, OverloadGuard, type OverloadLimits } from "./overload/overload-guard.js";
import { problemResponse, quietProblem } from "./problem-response.js";
import { accountRoutes } from "./routes/accounts.js";
import { administrationRoutes } from "./routes/administration.js";
import { auditRoutes } from "./routes/audit.js";
import { connectionRoutes } from "./routes/connections.js";
import { presenceRoutes } from "./routes/presence.js";
import { recordRoutes } from "./routes/records.js";
import { selectionRoutes } from "./routes/selections.js";
import { tokenRoutes } from "./routes/tokens.js";
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
  /** For development: shown at `/dev/mail` to callers on this machine. */
  readonly mailbox?: Pick<Mailbox, "messages">;
  /** From when on new work is turned away (LI-02). */
  readonly overload?: Partial<OverloadLimits>;
}

export interface ServerApp {
  /** The whole server as a web-standard handler. Never rejects: every failure is an answer. */
  fetch(request: Request, env?: ServerEnv): Promise<Response>;
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

function mountApi(app: Hono<HonoEnv>, setup: ApiSetup, hub: EventHub, presence: Presence, limits: ServerLimits): void {
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
  mountEndpoint(app, setup, endpoints.events, eventStream(hub, limits), streamFailure(log));
  // Each handler fits its own line of the table; the table's lines are mounted by one function that knows none of them.
  for (const [id, handler] of Object.entries(handlers as unknown as Readonly<Record<keyof Handlers, LooseEndpointHandler>>)) {
    const loose: LooseHandler = ({ input }) => handler(input);
    mountEndpoint(app, setup, endpoints[id as keyof Handlers], loose);
  }
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

const tooLong = (): HoldfastError =>
  new HoldfastError("payload_too_large", {
    what: "The address of the request is too long.",
    action: "Send fewer or shorter query parameters.",
  });

/** What is the same for every endpoint. Throws configuration_invalid. */
function setupOf(options: ServerAppOptions, limits: ServerLimits): ApiSetup {
  const { holdfast, log, rateLimits = createRateLimits() } = options;
  return {
    holdfast,
    log,
    limits,
    limiter: new RequestLimiter(rateLimits === false ? undefined : rateLimits),
    authenticate: authenticateWith(holdfast.accounts, options.jwt),
    trustedProxies: options.trustedProxies ?? 0,
    ownOrigin: ownOrigin(options.origin),
    isSecure: secureTest(options),
  };
}

type Answer = (request: Request, exchange: Exchange, secure: boolean) => Response | Promise<Response>;

/** Lets `answer` work unless there is too much to do already (LI-02). */
function guarded(guard: OverloadGuard, answer: Answer): Answer {
  return async (request, exchange, secure) => {
    const reason = guard.overload(exchange.startedAt);
    if (reason !== undefined && !isExempt(request.url)) return quietProblem(guard.refuse(reason), { exchange, secure });
    guard.enter();
    try {
      return await answer(request, exchange, secure);
    } finally {
      guard.leave();
    }
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
  const metrics = createMetrics(holdfast, () => ({ streams: hub.size, ...guard.status() }));
  const logRequest = requestLog(log);
  const nextId = requestIds(randomBytes(4).toString("hex"));
  let stopping = false;

  const app = new Hono<HonoEnv>({ router: new LiteralFirstRouter() });
  mountApi(app, setup, hub, presence, limits);
  mountHealth(app, options, metrics, () => stopping);
  mountDocumentation(app, setup, options.version);
  mountConsole(app, setup, options);
  app.onError((error, context) =>
    problemResponse(error, { log, exchange: context.env.exchange, secure: setup.isSecure(context.req.raw) }),
  );
  const answer = guarded(guard, (request, exchange, secure) =>
    request.url.length > limits.urlBytes
      ? problemResponse(tooLong(), { log, exchange, secure })
      : app.fetch(request, { exchange }),
  );

  return {
    async fetch(request, env = {}) {
      const exchange: Exchange = { requestId: nextId(), startedAt: performance.now(), env, route: "none" };
      const response = await answer(request, exchange, setup.isSecure(request));
      const { direct } = env;
      const status = direct?.headersSent === true ? direct.statusCode : response.status;
      const ms = performance.now() - exchange.startedAt;
      metrics.observeRequest(request.method, exchange.route, status, ms);
      logRequest({ requestId: exchange.requestId, method: request.method, route: exchange.route, status, ms });
      return response;
    },
    stop() {
      stopping = true;
      hub.stop();
      presence.stop();
      guard.stop();
    },
  };
}
