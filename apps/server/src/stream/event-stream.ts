// The `/events` endpoint: resumable, unbuffered, and never an error status that makes EventSource give up (RT-01, RT-03).
import { isHoldfastError, type Position } from "@holdfast/contract";
import type { Logger } from "pino";
import type { WholeAnswer } from "../api/answered.js";
import type { Asked } from "../api/asked.js";
import type { Exchange } from "../api/exchange.js";
import type { FailureAnswer, LooseHandler } from "../api/endpoint-route.js";
import { problemAnswer } from "../problem-response.js";
import { apiHeaders } from "../security/response-headers.js";
import type { EventHub } from "./event-hub.js";
import { eventFrame, greetingFrame } from "./frame.js";
import { nodeSink, webSink } from "./sink.js";

const RETRY_MS = 2_000;
/** For a user with too many streams: another tab has to close first. */
const PATIENT_RETRY_MS = 30_000;

export interface StreamLimits {
  /** Most bytes that may wait for a slow reader. */
  readonly streamBufferBytes: number;
  readonly streamsPerUser: number;
}

const streamHeaders = (secure: boolean, requestId: string): Readonly<Record<string, string>> => ({
  ...apiHeaders(secure, requestId),
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-store",
  "x-accel-buffering": "no",
});

/** A place that no journal has reached: the library answers it with a `reset`. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/** Where the reader left off. A header that is not ours names no place that can be gone on from. */
function resumeFrom(header: string | null, after: number | undefined): Position | undefined {
  if (header === null || header === "") return after as Position | undefined;
  return (/^\d{1,15}$/.test(header) ? Number(header) : NOWHERE) as Position;
}

const openSink = (exchange: Exchange, options: Parameters<typeof webSink>[0]) =>
  exchange.env.direct === undefined ? webSink(options) : nodeSink(exchange.env.direct, options);

/** A stream that only says when to come back, and perhaps why it ends. */
function briefStream(exchange: Exchange, secure: boolean, retryMs: number, last?: Uint8Array): WholeAnswer {
  const text = Buffer.concat([greetingFrame(retryMs), last ?? Buffer.alloc(0)]);
  return { response: new Response(text, { headers: streamHeaders(secure, exchange.requestId) }) };
}

export function eventStream(hub: EventHub, limits: StreamLimits): LooseHandler {
  return async ({ caller, exchange, input }) => {
    const userId = caller?.actor.userId;
    if (
      caller === undefined ||
      userId === undefined ||
      input.request.method !== "GET" ||
      hub.streamsOf(userId) >= limits.streamsPerUser
    ) {
      return briefStream(exchange, input.secure, PATIENT_RETRY_MS);
    }
    const { after } = input.query as unknown as { readonly after?: number };
    const from = resumeFrom(input.request.headers.get("last-event-id"), after);
    const { sink, response } = openSink(exchange, {
      headers: streamHeaders(input.secure, exchange.requestId),
      bufferBytes: limits.streamBufferBytes,
    });
    sink.write(greetingFrame(RETRY_MS));
    await hub.open({ userId, token: caller.token, after: from, sink });
    return { response };
  };
}

/** Those that take nothing but a stream, such as EventSource. */
const wantsStream = (request: Asked): boolean => request.headers.get("accept")?.startsWith("text/event-stream") === true;

/** EventSource gives up for good after an error status: it gets a stream that ends at once instead, and one that nobody is signed in to says so. */
export function streamFailure(log: Logger): FailureAnswer {
  return (error, exchange, secure, request) => {
    const problem = problemAnswer(error, { log, exchange, secure });
    if (isHoldfastError(error, "unauthenticated") && wantsStream(request))
      return briefStream(exchange, secure, PATIENT_RETRY_MS, eventFrame({ type: "signed_out" }));
    const isRefusal = isHoldfastError(error) && error.status < 500 && error.status !== 429;
    return isRefusal ? problem : briefStream(exchange, secure, RETRY_MS);
  };
}
