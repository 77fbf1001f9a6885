// The server's log: one line per request and event, with everything secret cut out before it is written (SC-05).
import type { Log } from "holdfast";
import { type DestinationStream, type Level, type Logger, pino } from "pino";

export interface ServerLogOptions {
  /** `info` by default; `warn` leaves out the line per request. */
  readonly level?: Level | "silent";
  /** Standard output by default. */
  readonly destination?: DestinationStream;
}

const secretKeys = ["authorization", "cookie", "set-cookie", "password", "token", "accessToken", "refreshToken", "secret"];
const redactedPaths = secretKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);

/** A pino logger that prints `[secret]` for whatever is named like one. */
export function createServerLog({ level = "info", destination }: ServerLogOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: "[secret]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The same log in the form that the library writes to. */
export function libraryLog(log: Logger): Log {
  return {
    debug: (message, facts) => log.debug(facts ?? {}, message),
    info: (message, facts) => log.info(facts ?? {}, message),
    warn: (message, facts) => log.warn(facts ?? {}, message),
    error: (message, facts) => log.error(facts ?? {}, message),
  };
}
