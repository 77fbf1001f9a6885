// Where every request comes in and every answer goes out: numbered, timed, counted and logged; turned away under overload (LI-02).
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HoldfastError } from "@holdfast/contract";
import { type Answered, responseOf, writeToNode } from "./api/answered.js";
import { type Asked, askedOfNode } from "./api/asked.js";
import type { DirectMatch } from "./api/direct-routes.js";
import type { ApiSetup } from "./api/endpoint-route.js";
import { type Exchange, requestIds, type ServerEnv } from "./api/exchange.js";
import type { ServerMetrics } from "./health/metrics.js";
import { requestLog } from "./log.js";
import { isExempt } from "./overload/is-exempt.js";
import type { OverloadGuard } from "./overload/overload-guard.js";
import { problemResponse, quietAnswer } from "./problem-response.js";

export interface EntranceParts {
  readonly setup: Pick<ApiSetup, "log" | "isSecure">;
  readonly guard: OverloadGuard;
  readonly metrics: Pick<ServerMetrics, "observeRequest">;
  readonly urlBytes: number;
  /** The routes that can be answered on Node's own objects. */
  readonly direct: (method: string, target: string) => DirectMatch | undefined;
  /** Everything that the server answers, in web-standard form. */
  readonly whole: (request: Request, exchange: Exchange) => Response | Promise<Response>;
}

export interface Entrance {
  fetch(request: Request, env?: ServerEnv): Promise<Response>;
  answerNode(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> | undefined;
}

const tooLong = (): HoldfastError =>
  new HoldfastError("payload_too_large", {
    what: "The address of the request is too long.",
    action: "Send fewer or shorter query parameters.",
  });

interface NodeExchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

export function entrance({ setup, guard, metrics, urlBytes, direct, whole }: EntranceParts): Entrance {
  const { log, isSecure } = setup;
  const logRequest = requestLog(log);
  const nextId = requestIds(randomBytes(4).toString("hex"));
  const begin = (env: ServerEnv): Exchange => ({ requestId: nextId(), startedAt: performance.now(), env, route: "none" });

  const end = (method: string, { requestId, startedAt, route }: Exchange, status: number): void => {
    const ms = performance.now() - startedAt;
    metrics.observeRequest(method, route, status, ms);
    logRequest({ requestId, method, route, status, ms });
  };

  /** The refusal of what is one request too many. */
  const refusal = (exchange: Exchange, url: string, secure: boolean): Answered | undefined => {
    const reason = guard.overload(exchange.startedAt);
    return reason === undefined || isExempt(url) ? undefined : quietAnswer(guard.refuse(reason), { exchange, secure });
  };

  const answerRequest = async (request: Request, exchange: Exchange): Promise<Response> => {
    const secure = isSecure(request);
    const refused = refusal(exchange, request.url, secure);
    if (refused !== undefined) return responseOf(refused);
    guard.enter();
    try {
      const isTooLong = request.url.length > urlBytes;
      return await (isTooLong ? problemResponse(tooLong(), { log, exchange, secure }) : whole(request, exchange));
    } finally {
      guard.leave();
    }
  };

  const answerDirectly = (asked: Asked, { route, params }: DirectMatch, { incoming, outgoing }: NodeExchange): Promise<void> => {
    const exchange = begin({ incoming });
    const finish = (answer: Answered): void => {
      writeToNode(outgoing, answer);
      end(asked.method, exchange, answer.status);
    };
    const refused = refusal(exchange, asked.url, isSecure(asked));
    if (refused !== undefined) return Promise.resolve(finish(refused));
    guard.enter();
    return route.answer(asked, params, exchange).then((answer) => {
      guard.leave();
      finish(answer as Answered);
    });
  };

  return {
    async fetch(request, env = {}) {
      const exchange = begin(env);
      const response = await answerRequest(request, exchange);
      end(request.method, exchange, env.direct?.headersSent === true ? env.direct.statusCode : response.status);
      return response;
    },
    answerNode(incoming, outgoing) {
      const { method = "", url = "" } = incoming;
      const match = url.length > urlBytes ? undefined : direct(method, url);
      const asked = match === undefined ? undefined : askedOfNode(incoming, outgoing);
      if (match === undefined || asked === undefined) return undefined;
      return answerDirectly(asked, match, { incoming, outgoing });
    },
  };
}
