// The server's log: one line per request and event, with everything secret cut out before it is written (SC-05).
import type { Log } from "holdfast";
import { type DestinationStream, type Level, type Logger, pino } from "pino";

export interface ServerLogOptions {
  /** `info` by default; `warn` leaves out the line per request. */
  readonly level?: Level | "silent";
  /** Standard output by default. */
  readonly destination?: DestinationStream;
}

const GATHER_MS = 20;
const GATHER_CHARACTERS = 64 * 1024;

/**
 * Gathers lines for a moment into one write: a write for each line costs a busy server a third of its time. What is gathered
 * is written when the process ends, however it ends short of a kill.
 */
export function gathered(write: (text: string) => void): DestinationStream {
  let text = "";
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const lines = text;
    text = "";
    if (lines !== "") write(lines);
  };
  process.on("exit", flush);
  return {
    write: (line: string) => {
      text += line;
      if (text.length > GATHER_CHARACTERS) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
  };
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
  return pino(options, destination ?? gathered((lines) => void process.stdout.write(lines)));
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

export interface RequestFacts {
  readonly requestId: string;
  readonly method: string;
  /** The pattern, never the address. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/**
 * Writes the line of one request in pino's form, put together by hand: all its fields are of known kinds and hold no secret, and
 * looking through each for some would cost more than many a request.
 */
export function requestLog(log: Logger): (facts: RequestFacts) => void {
  const stream = (log as unknown as Readonly<Record<symbol, DestinationStream>>)[pino.symbols.streamSym];
  let millisecond = 0;
  let time = "";
  return ({ requestId, method, route, status, ms }) => {
    if (stream === undefined || !log.isLevelEnabled("info")) return;
    const now = Date.now();
    if (now !== millisecond) {
      millisecond = now;
      time = new Date(now).toISOString();
    }
    const words = `"requestId":"${requestId}","method":"${method}","route":"${route}","status":${status},"ms":${Math.round(ms * 1000) / 1000}`;
    stream.write(`{"level":30,"time":"${time}",${words},"msg":"request"}\n`);
  };
}
