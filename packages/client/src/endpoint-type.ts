// The request and answer types of each endpoint, taken from the contract's table without loading it.
import type { EndpointId, endpoints } from "@holdfast/contract";

type Api = typeof endpoints;
type InputOf<Schema> = Schema extends { readonly _zod: { readonly input: infer Input } } ? Input : never;
type OutputOf<Schema> = Schema extends { readonly _zod: { readonly output: infer Output } } ? Output : undefined;
type Part<Id extends EndpointId, Name extends string> =
  Api[Id] extends Readonly<Record<Name, infer Schema>> ? InputOf<Schema> : never;

/** Free text in a query may also be given as a number; closed lists of words stay as they are. */
type QueryValue<Value> = Value extends readonly string[] ? readonly string[] : string extends Value ? string | number : Value;
type LooseQuery<Query> = { readonly [Key in keyof Query]?: QueryValue<NonNullable<Query[Key]>> | undefined };

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Give up after so many milliseconds; 30,000 when absent. */
  readonly timeoutMs?: number;
  /** The request goes on when the page that made it is left. */
  readonly keepalive?: boolean;
}

/** What `call(id, …)` takes besides the options: path parameters, query and body, where the endpoint has them. */
export type EndpointInput<Id extends EndpointId> = ([Part<Id, "params">] extends [never]
  ? unknown
  : { readonly params: Part<Id, "params"> }) &
  ([Part<Id, "query">] extends [never] ? unknown : { readonly query?: LooseQuery<Part<Id, "query">> }) &
  ([Part<Id, "body">] extends [never] ? unknown : { readonly body: Part<Id, "body"> });

/** The body of the endpoint's success answer; undefined when it has none. */
export type EndpointAnswer<Id extends EndpointId> = OutputOf<Api[Id]["answers"][keyof Api[Id]["answers"]]>;
