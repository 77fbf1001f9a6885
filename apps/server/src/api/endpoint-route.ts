// Turns a line of the API table and its handler into the route of an endpoint: who asks, is the input right, what may leave.
import {
  type Actor,
  apiBase,
  type Endpoint,
  endpoints,
  isHoldfastError,
  type OperationAnswer,
  type OperationRequest,
  parseSingleOperation,
} from "@holdfast/contract";
import type { Holdfast, IssuedToken } from "holdfast";
import type { Logger } from "pino";
import type { z } from "zod";
import { addLimitHeaders } from "../limit/limit-headers.js";
import { operationCost, operationRest } from "../limit/operation-cost.js";
import type { RequestLimiter } from "../limit/request-limiter.js";
import { problemAnswer } from "../problem-response.js";
import type { Authenticate } from "../security/identity.js";
import { securityEventOf } from "../security/security-event.js";
import { type Caller, findCaller } from "../security/caller.js";
import { callerOrigin } from "../security/caller-address.js";
import { apiHeaders } from "../security/response-headers.js";
import { answerText } from "./answer-encoder.js";
import type { Answered, WholeAnswer } from "./answered.js";
import type { Asked } from "./asked.js";
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
  /** The cookie that carries the sessions of the application around this server. */
  readonly applicationCookie: string | undefined;
  isSecure(request: Pick<Asked, "url">): boolean;
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

type AnyAnswer = LooseAnswer | StreamAnswer | WholeAnswer;

export type LooseHandler = (input: LooseInput) => AnyAnswer | Promise<AnyAnswer>;

/** What a failed request is answered with; event streams answer some failures with a stream. */
export type FailureAnswer = (error: unknown, exchange: Exchange, secure: boolean, asked: Asked) => Answered | WholeAnswer;

interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

class RequestInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly actor: Actor | undefined;
  readonly session: IssuedToken | undefined;

  constructor(
    readonly request: Asked,
    readonly secure: boolean,
    readonly origin: EndpointInput["origin"],
    { params, query, body }: Parsed,
    caller: Caller | undefined,
  ) {
    this.params = params;
    this.query = query;
    this.body = body;
    this.actor = caller?.actor;
    this.session = caller?.session;
  }

  // Made on demand: most handlers never look, and a signal costs more than the rest of the request.
  get signal(): AbortSignal {
    return this.request.signal;
  }
}

export type PathParams = Readonly<Record<string, string>>;

/** The checked parameters of an address. One that was asked for before brings the same frozen object, which is not checked again. */
function paramsReader(schema: z.ZodObject): (params: PathParams) => unknown {
  const known = new WeakMap<PathParams, unknown>();
  return (params) => {
    const before = known.get(params);
    if (before !== undefined) return before;
    for (const value of Object.values(params)) assertStorable(value);
    const read = validate(schema, params, "path");
    if (Object.isFrozen(params)) known.set(params, read);
    return read;
  };
}

function readQueryOf({ query }: Endpoint, url: string): unknown {
  return query === undefined ? undefined : validate(query, readQuery(url), "query");
}

async function readBodyOf(endpoint: Endpoint, schema: z.ZodType, asked: Asked, limits: BodyLimits): Promise<unknown> {
  const value = await readBody(asked, limits);
  const single = endpoint === endpoints.perform ? parseSingleOperation(value) : undefined;
  return single ?? validate(schema, value, "body");
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

function respond(answer: LooseAnswer, encoders: ReadonlyMap<number, AnswerText>, exchange: Exchange, secure: boolean): Answered {
  const text = encoders.get(answer.status)?.(answer.body) ?? null;
  return { status: answer.status, headers: headersOf(answer, exchange, secure), text };
}

/** Waits for the first piece, so that what is refused before it is a problem document. */
async function respondWithText(answer: StreamAnswer, log: Logger, exchange: Exchange, secure: boolean): Promise<WholeAnswer> {
  const body = await textStream(answer.text, (error) => {
    log.error({ requestId: exchange.requestId, route: exchange.route, error: String(error) }, "an answer was cut off");
  });
  const headers = {
    ...headersOf(answer, exchange, secure),
    "content-type": streamTypes[answer.format],
    "x-accel-buffering": "no",
  };
  return { response: new Response(body, { status: 200, headers }) };
}

interface Asking {
  readonly request: Asked;
  readonly exchange: Exchange;
  readonly origin: EndpointInput["origin"];
  readonly secure: boolean;
}

/**
 * Who asks, held to the limit of the endpoint: at once where nothing has to be waited for. A request that proves nobody uses up the
 * limit of its address. Here and on the way to here promises are chained by hand: an async function keeps a kilobyte for each call, and
 * every request passes.
 */
function admit(
  setup: ApiSetup,
  endpoint: Endpoint,
  { request, exchange, origin, secure }: Asking,
): Caller | undefined | Promise<Caller | undefined> {
  const { auth, limit } = endpoint;
  const { limiter, ownOrigin, applicationCookie, holdfast, authenticate } = setup;
  const { address } = origin;
  const count = (caller: Caller | undefined): Caller | undefined | Promise<Caller | undefined> => {
    // Operations cost what is in them, which is not read yet.
    if (limit === "none" || endpoint === endpoints.perform) return caller;
    const counted = limiter.request(limit, exchange, { userId: caller?.actor.userId, address });
    return counted === undefined ? caller : counted.then(() => caller);
  };
  const refuse = async (error: unknown): Promise<never> => {
    if (limit !== "none" && isHoldfastError(error, "unauthenticated"))
      await limiter.request(limit, exchange, { userId: undefined, address });
    throw error;
  };
  let found: ReturnType<typeof findCaller>;
  try {
    found = findCaller(holdfast.accounts, authenticate, { request, auth, origin, secure, ownOrigin, applicationCookie });
  } catch (error) {
    return refuse(error);
  }
  return found instanceof Promise ? found.then(count, refuse) : count(found);
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

export interface EndpointRoute {
  readonly endpoint: Endpoint;
  /** Answers a request of this endpoint, a failure too. Never rejects. */
  answer(asked: Asked, params: PathParams, exchange: Exchange): Promise<Answered | WholeAnswer>;
}

export interface RouteParts {
  readonly endpoint: Endpoint;
  readonly handler: LooseHandler;
  readonly onFailure?: FailureAnswer;
}

export function endpointRoute(setup: ApiSetup, { endpoint, handler, onFailure }: RouteParts): EndpointRoute {
  const route = `${apiBase}${endpoint.path}`;
  const answering = endpoint === endpoints.perform ? metered(setup, handler) : handler;
  const encoders = encodersOf(endpoint);
  const readParams = endpoint.params === undefined ? undefined : paramsReader(endpoint.params);
  const fail: FailureAnswer =
    onFailure ?? ((error, exchange, secure) => problemAnswer(error, { log: setup.log, exchange, secure }));
  const answer: EndpointRoute["answer"] = async (asked, pathParams, exchange) => {
    exchange.route = route;
    const secure = setup.isSecure(asked);
    try {
      const origin = callerOrigin(asked, exchange.env, setup.trustedProxies);
      const admitted = admit(setup, endpoint, { request: asked, exchange, origin, secure });
      const caller = admitted instanceof Promise ? await admitted : admitted;
      const params = readParams?.(pathParams);
      const query = readQueryOf(endpoint, asked.url);
      const body = endpoint.body === undefined ? undefined : await readBodyOf(endpoint, endpoint.body, asked, setup.limits);
      const input = new RequestInput(asked, secure, origin, { params, query, body }, caller) as unknown as EndpointInput;
      const answered = answering({ caller, exchange, input });
      const given = answered instanceof Promise ? await answered : answered;
      if ("response" in given) return given;
      return "text" in given
        ? await respondWithText(given, setup.log, exchange, secure)
        : respond(given, encoders, exchange, secure);
    } catch (error) {
      const event = securityEventOf(error, asked);
      if (event !== undefined) setup.holdfast.security.note(event);
      return fail(error, exchange, secure, asked);
    }
  };
  return { endpoint, answer };
}
