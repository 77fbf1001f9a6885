// The door of the HTTP server: a web-standard handler, and a way to run it on a port.
export type { ServerEnv } from "./api/exchange.js";
export { createServerApp, type ServerApp, type ServerAppOptions } from "./app.js";
export type { ServerLimits } from "./limits.js";
export { createServerLog, gathered, libraryLog, type ServerLogOptions } from "./log.js";
export type { OverloadLimits } from "./overload/overload-guard.js";
export type { ApplicationSession, ApplicationSessions } from "./security/application-sessions.js";
export type { JwtOptions } from "./security/jwt/jwt-options.js";
export { nodeListener, type RunningServer, serveHttp, type ServeOptions } from "./serve-http.js";
