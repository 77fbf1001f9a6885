// What a server under measurement is told before it starts: ours, and the peers beside it.
import type { RecordId, UserId } from "@holdfast/contract";

/** Somebody who asks, with the session that proves it. */
export interface Person {
  readonly userId: UserId;
  readonly token: string;
}

export interface OursOrder {
  readonly kind: "ours";
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly keys: string;
  readonly journalDirectory: string;
  readonly userIds: readonly UserId[];
  /** What each user's default group holds from the start. */
  readonly recordIds: readonly RecordId[];
}

/** The framework that ours is built on, with one route that returns these bytes and does nothing else. */
export interface BareOrder {
  readonly kind: "bare";
  readonly path: string;
  readonly text: string;
}

/** A handler as one writes it by hand on Fastify and PostgreSQL. */
export interface SqlOrder {
  readonly kind: "sql";
  readonly databaseUrl: string;
}

/** The same, with everything in Redis already. */
export interface RedisOrder {
  readonly kind: "redis";
  readonly port: number;
}

export type ServerOrder = OursOrder | BareOrder | SqlOrder | RedisOrder;

export interface Started {
  readonly url: string;
  /** Of ours: the sessions, in the order of the users. */
  readonly people: readonly Person[];
}

/** From the driver to the server: first the order, then what it is to do. */
export type Asked = "settle" | "stop";

/** What whoever starts a process of the measurement sends first. */
export function firstOrder<T>(): Promise<T> {
  return new Promise((resolve) => process.once("message", ({ order }: { readonly order: T }) => resolve(order)));
}
