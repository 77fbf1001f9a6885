// The types that tie a handler to its line of the API table: what it is given and what it may answer.
import type { Actor, Endpoint, EndpointId, endpoints, StreamFormat } from "@holdfast/contract";
import type { IssuedToken, Origin } from "holdfast";
import type { z } from "zod";
import type { Asked } from "./asked.js";

type Endpoints = typeof endpoints;
type Parsed<E, Key extends string> = E extends { readonly [K in Key]: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : undefined;
type SignedIn<E> = E extends { readonly auth: "none" } ? false : true;

/** What an answer may hold: the schema's output, however readonly the library's own value is. */
export type Readable<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Readable<Item>[]
      : { readonly [K in keyof T]: Readable<T[K]> };

/** What a handler of endpoint `E` is given: validated input and, unless anybody may call it, who asks. */
export interface EndpointInput<E = Endpoint> {
  readonly actor: SignedIn<E> extends true ? Actor : undefined;
  readonly session: SignedIn<E> extends true ? IssuedToken : undefined;
  readonly params: Parsed<E, "params">;
  readonly query: Parsed<E, "query">;
  readonly body: Parsed<E, "body">;
  /** From where the request came, for sign-in and the audit trail. */
  readonly origin: Origin;
  /** Whether the browser came over https, so that cookies can be marked so. */
  readonly secure: boolean;
  readonly request: Asked;
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
}

export type AnswerHeaders = Readonly<Record<string, string>>;

type Answers<E> = E extends { readonly answers: infer A }
  ? {
      [S in keyof A]: {
        readonly status: S;
        readonly body: A[S] extends z.ZodType ? Readable<z.output<A[S]>> : null;
        readonly headers?: AnswerHeaders;
      };
    }[keyof A]
  : never;

/** Not modified: the caller's copy (If-None-Match) is current. */
interface NotModified {
  readonly status: 304;
  readonly body: null;
  readonly headers?: AnswerHeaders;
}

/** Text that is made while it is sent: nothing is held back, and nothing is made for a caller who has left. */
export interface StreamAnswer {
  readonly status: 200;
  readonly format: StreamFormat;
  readonly text: AsyncIterable<string>;
  readonly headers?: AnswerHeaders;
}

export type EndpointAnswer<E = Endpoint> = E extends { readonly stream: readonly StreamFormat[] }
  ? StreamAnswer
  : Answers<E> | NotModified;
export type EndpointHandler<E = Endpoint> = (input: EndpointInput<E>) => EndpointAnswer<E> | Promise<EndpointAnswer<E>>;

/** Endpoints that answer and are done; the others are event streams. */
export type AnsweringEndpointId = {
  [Id in EndpointId]: Endpoints[Id] extends { readonly stream: "events" } ? never : Id;
}[EndpointId];

export type Handlers = { readonly [Id in AnsweringEndpointId]: EndpointHandler<Endpoints[Id]> };
export type HandlersOf<Tag extends Endpoint["tag"]> = {
  readonly [Id in AnsweringEndpointId as Endpoints[Id]["tag"] extends Tag ? Id : never]: EndpointHandler<Endpoints[Id]>;
};
