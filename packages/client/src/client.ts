// The typed HTTP client: one call per endpoint of the contract, in browsers and in Node.
import type { EndpointId } from "@holdfast/contract";
import type { CallOptions, EndpointAnswer, EndpointInput } from "./endpoint-type.js";
import { HoldfastProblem, networkProblem, problemOfResponse, timeoutProblem } from "./holdfast-problem.js";
import { apiPath, routes } from "./route.js";

export interface HoldfastClientOptions {
  /** Origin of the server, such as `https://holdfast.example`; empty for the page's own origin. */
  readonly baseUrl?: string;
  /** A bearer session for programs; browsers send their cookie instead. */
  readonly token?: string;
  readonly fetch?: typeof fetch;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: UploadedFile;
  readonly keepalive?: boolean;
}

/** A body that is sent as it is. */
export interface UploadedFile {
  /** Media type, such as `text/csv`. */
  readonly type: string;
  readonly content: Blob | string;
}

export interface StreamOptions {
  readonly signal?: AbortSignal;
  readonly file?: UploadedFile;
}

export interface HoldfastClient {
  /** Calls one endpoint. Throws HoldfastProblem, also when no answer arrives; an abort by the caller's signal is thrown as it is. */
  call<Id extends EndpointId>(id: Id, input: EndpointInput<Id> & CallOptions): Promise<EndpointAnswer<Id>>;
  /** An answer that comes piece by piece, as long as it takes; the caller reads or cancels its body. Throws HoldfastProblem. */
  stream<Id extends EndpointId>(id: Id, input: EndpointInput<Id> & StreamOptions): Promise<Response>;
  /** The raw response of the event stream; the caller reads and cancels its body. */
  open(id: EndpointId, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>;
}

const defaultTimeoutMs = 30_000;
/** Answers without a body: accepted, and done. */
const emptyStatuses: ReadonlySet<number> = new Set([202, 204]);

function pathOf(id: EndpointId, params: Readonly<Record<string, unknown>> = {}): string {
  return routes[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

/** Lists become repeated keys; what is undefined stays away. */
export function queryText(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined).map((one) => [key, String(one)]),
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

function contentOf({ body, file }: LooseInput) {
  if (file !== undefined) return { type: { "content-type": file.type }, content: { body: file.content } };
  if (body === undefined) return { type: {}, content: {} };
  return { type: { "content-type": "application/json" }, content: { body: JSON.stringify(body) } };
}

export function createHoldfastClient(options: HoldfastClientOptions = {}): HoldfastClient {
  const base = `${(options.baseUrl ?? "").replace(/\/$/, "")}${apiPath}`;
  const send = options.fetch ?? ((input, init) => fetch(input, init));
  const authorization: Readonly<Record<string, string>> =
    options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };

  async function request(
    id: EndpointId,
    input: LooseInput,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Response> {
    const { type, content } = contentOf(input);
    const response = await send(`${base}${pathOf(id, input.params)}${queryText(input.query)}`, {
      method: routes[id].method,
      headers: { ...authorization, ...headers, ...type },
      credentials: "same-origin",
      signal,
      ...(input.keepalive === true ? { keepalive: true } : {}),
      ...content,
    });
    if (!response.ok) throw await problemOfResponse(response);
    return response;
  }

  async function call<Id extends EndpointId>(id: Id, input: EndpointInput<Id> & CallOptions): Promise<EndpointAnswer<Id>> {
    const timeoutMs = input.timeoutMs ?? defaultTimeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = input.signal === undefined ? deadline : AbortSignal.any([input.signal, deadline]);
    try {
      const response = await request(id, input as LooseInput, { accept: "application/json" }, signal);
      return (emptyStatuses.has(response.status) ? undefined : await response.json()) as EndpointAnswer<Id>;
    } catch (error) {
      if (error instanceof HoldfastProblem || input.signal?.aborted === true) throw error;
      throw deadline.aborted ? timeoutProblem(timeoutMs) : networkProblem(error);
    }
  }

  async function stream<Id extends EndpointId>(id: Id, input: EndpointInput<Id> & StreamOptions): Promise<Response> {
    const { signal = new AbortController().signal } = input;
    try {
      return await request(id, input as LooseInput, {}, signal);
    } catch (error) {
      throw error instanceof HoldfastProblem || signal.aborted ? error : networkProblem(error);
    }
  }

  return {
    call,
    stream,
    open: (id, headers, signal) => request(id, {}, headers, signal),
  };
}
