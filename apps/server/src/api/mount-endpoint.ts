// Turns a line of the API table and its handler into a route: who asks, is the input right, what may leave.
import {
  apiBase,
  type Endpoint,
  endpoints,
  HoldfastError,
  isHoldfastError,
  type OperationAnswer,
  type OperationRequest,
} from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import type { Context, Hono } from "hono";
import type { Logger } from "pino";
import type { z } from "zod";
import { addLimitHeaders } from "../limit/limit-headers.js";
import { operationCost, operationRest } from "../limit/operation-cost.js";
import type { RequestLimiter } from "../limit/request-limiter.js";
import { problemResponse } from "../problem-response.js";
import type { Authenticate } from "../security/authenticate.js";
import { securityEventOf } from "../security/security-event.js";
import { type Caller, findCaller } from "../security/caller.js";
import { callerOrigin } from "../security/caller-address.js";
import { apiHeaders } from "../security/response-headers.js";
import { answerText } from "./answer-encoder.js";
import { textStream, streamTypes } from "../stream/text-stream.js";
import type { EndpointInput, StreamAnswer } from "./endpoint-handler.js";
import type { Exchange } from "./exchange.js";
import { assertStorable, type BodyLimits, readBody } from "./read-body.js";
import { readQuery } from "./read-query.js";
import { validate } from "./validate.js";

/** What is the same for every endpoint of one server. */
export interface ApiSetup {
  readonly holdfast: Holdfast;
  readonly log: Logger;
  readonly limits: BodyLimits;
  readonly limiter: RequestLimiter;
  readonly authenticate: Authenticate;
  readonly trustedProxies: number;
  /** This server's own origin, when it is configured. */
  readonly ownOrigin: string | undefined;
  isSecure(request: Request): boolean;
}

export interface HonoEnv {
  Bindings: { readonly exchange: Exchange };
}

/** The input of any endpoint, with what streams need besides. */
export interface LooseInput {
  readonly caller: Caller | undefined;
  readonly exchange: Exchange;
  readonly input: EndpointInput;
}

type AnswerText = ReturnType<typeof answerText>;

interface LooseAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response made by the handler itself. Wrapped, because Node's adapter swaps the class that `instanceof Response` would look for. */
interface WholeAnswer {
  readonly response: Response;
}

type AnyAnswer = LooseAnswer | StreamAnswer | WholeAnswer;

export type LooseHandler = (input: LooseInput) => AnyAnswer | Promise<AnyAnswer>;

/** What a failed request is answered with; event streams answer some failures with a stream. */
export type FailureAnswer = (error: unknown, exchange: Exchange, secure: boolean, request: Request) => Response;

/** `/groups/{group}` as the router writes it. */
export const honoPath = (path: string): string => `${apiBase}${path.replace(/\{(\w+)\}/g, ":$1")}`;

class RequestInput implements Omit<EndpointInput, "actor" | "session"> {
  constructor(
    readonly request: Request,
    readonly secure: boolean,
    readonly origin: EndpointInput["origin"],
    readonly params: EndpointInput["params"],
    readonly query: EndpointInput["query"],
    readonly body: EndpointInput["body"],
    readonly actor: unknown,
    readonly session: unknown,
  ) {}

  // Made on demand: most handlers never look, and a signal costs more than the rest of the request.
  get signal(): AbortSignal {
    return this.request.signal;
  }
}

function readParams(context: Context<HonoEnv>, schema: z.ZodObject): unknown {
  const params = context.req.param();
  for (const value of Object.values(params)) assertStorable(value);
  return validate(schema, params, "path");
}

function encodersOf(endpoint: Endpoint): ReadonlyMap<number, AnswerText> {
  const pairs = Object.entries(endpoint.answers).flatMap(([status, schema]) =>
    schema === null ? [] : [[Number(status), answerText(schema)] as const],
  );
  return new Map(pairs);
}

function headersOf(answer: LooseAnswer | StreamAnswer, exchange: Exchange, secure: boolean): Record<string, string> {
  const headers = apiHeaders(secure, exchange.requestId);
  if (exchange.limit !== undefined) addLimitHeaders(headers, exchange.limit);
  if (answer.headers !== undefined) for (const name in answer.headers) headers[name] = answer.headers[name] ?? "";
  return headers;
}

function respond(answer: LooseAnswer, encoders: ReadonlyMap<number, AnswerText>, exchange: Exchange, secure: boolean): Response {
  const body = encoders.get(answer.status)?.(answer.body) ?? null;
  return new Response(body, { status: answer.status, headers: headersOf(answer, exchange, secure) });
}

/** Waits for the first piece, so that what is refused before it is a problem document. */
async function respondWithText(answer: StreamAnswer, log: Logger, exchange: Exchange, secure: boolean): Promise<Response> {
  const body = await textStream(answer.text, (error) => {
    log.error({ requestId: exchange.requestId, route: exchange.route, error: String(error) }, "an answer was cut off");
  });
  const headers = {
    ...headersOf(answer, exchange, secure),
    "content-type": streamTypes[answer.format],
    "x-accel-buffering": "no",
  };
  return new Response(body, { status: 200, headers });
}

interface Asking {
  readonly request: Request;
  readonly exchange: Exchange;
  readonly origin: EndpointInput["origin"];
  readonly secure: boolean;
}

/** Who asks, held to the limit of the endpoint. A request that proves nobody uses up the limit of its address. */
async function admit(
  setup: ApiSetup,
  endpoint: Endpoint,
  { request, exchange, origin, secure }: Asking,
): Promise<Caller | undefined> {
  const { auth, limit } = endpoint;
  const { limiter, ownOrigin, holdfast, authenticate } = setup;
  const { address } = origin;
  let caller: Caller | undefined;
  try {
    caller = await findCaller(holdfast.accounts, authenticate, { request, auth, origin, secure, ownOrigin });
  } catch (error) {
    if (limit !== "none" && isHoldfastError(error, "unauthenticated"))
      await limiter.request(limit, exchange, { userId: undefined, address });
    throw error;
  }
  // Operations cost what is in them, which is not read yet.
  if (limit !== "none" && endpoint !== endpoints.perform)
    await limiter.request(limit, exchange, { userId: caller?.actor.userId, address });
  return caller;
}

/** An operation takes what it is known to cost before it is done, and the rest afterwards. */
function metered({ limiter }: ApiSetup, handler: LooseHandler): LooseHandler {
  return async (given) => {
    const { caller, exchange, input } = given;
    const who = { userId: caller?.actor.userId, address: input.origin.address };
    const cost = operationCost((input.body as unknown as OperationRequest).change);
    await limiter.request(cost.limit, exchange, who, cost.points);
    const answer = await handler(given);
    const rest = "body" in answer ? operationRest(cost, answer.body as OperationAnswer) : 0;
    if (rest > 0) await limiter.spend(cost.limit, exchange, who, rest);
    return answer;
  };
}

/** Adds the route of one endpoint. */
export function mountEndpoint(
  app: Hono<HonoEnv>,
  setup: ApiSetup,
  endpoint: Endpoint,
  handler: LooseHandler,
  onFailure?: FailureAnswer,
): void {
  const route = `${apiBase}${endpoint.path}`;
  const answering = endpoint === endpoints.perform ? metered(setup, handler) : handler;
  const encoders = encodersOf(endpoint);
  const fail: FailureAnswer =
    onFailure ?? ((error, exchange, secure) => problemResponse(error, { log: setup.log, exchange, secure }));

  app.on(endpoint.method, honoPath(endpoint.path), async (context) => {
    const { exchange } = context.env;
    exchange.route = route;
    const request = context.req.raw;
    const secure = setup.isSecure(request);
    try {
      const origin = callerOrigin(request, exchange.env, setup.trustedProxies);
      const caller = await admit(setup, endpoint, { request, exchange, origin, secure });
      const params = endpoint.params === undefined ? undefined : readParams(context, endpoint.params);
      const query = endpoint.query === undefined ? undefined : validate(endpoint.query, readQuery(request.url), "query");
      const body =
        endpoint.body === undefined ? undefined : validate(endpoint.body, await readBody(request, setup.limits), "body");
      const input = new RequestInput(
        request,
        secure,
        origin,
        params as never,
        query as never,
        body as never,
        caller?.actor,
        caller?.session,
      ) as unknown as EndpointInput;
      const answer = await answering({ caller, exchange, input });
      if ("response" in answer) return answer.response;
      return "text" in answer
        ? await respondWithText(answer, setup.log, exchange, secure)
        : respond(answer, encoders, exchange, secure);
    } catch (error) {
      const event = securityEventOf(error, request);
      if (event !== undefined) setup.holdfast.security.note(event);
      return fail(error, exchange, secure, request);
    }
  });
}

/** Absent and foreign are told in the same words. */
export function notFound(thing: string): HoldfastError {
  return new HoldfastError("not_found", {
    what: `There is no such ${thing}.`,
    action: "Check the id; the lists name what you can see.",
  });
}
