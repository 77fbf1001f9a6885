// Finds tokens by whose, where, which state, when they end and when they were used, without opening any (TK-26).
import {
  type HeldTokenPage,
  type HeldTokenSearch,
  heldTokenSearchSchema,
  HoldfastError,
  type IssuedTokenPage,
  type IssuedTokenSearch,
  issuedTokenSearchSchema,
  type UserId,
} from "@holdfast/contract";
import type { z } from "zod";
import type { Database, Queryable } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { heldInfoOf } from "../held/held-row.js";
import { issuedTokenOf, statusOf, timeLeft } from "../issued/issued-row.js";
import { decodePlace, encodePlace } from "./place.js";
import { pageHeldTokens } from "./sql/page-held-tokens.js";
import { pageIssuedTokens } from "./sql/page-issued-tokens.js";

/** Whose: one user's own, under row-level security, or everybody's. The caller has checked who may ask for which. */
export type TokenScope = "everybody" | { readonly userId: UserId };

export interface SearchRoom {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly clock: Clock;
}

/** Newest first. Throws invalid_request. */
export async function searchHeld(room: SearchRoom, scope: TokenScope, search: HeldTokenSearch = {}): Promise<HeldTokenPage> {
  const { after, ...query } = parse(heldTokenSearchSchema, search);
  const { clock } = room;
  const limit = query.limit + 1;
  const { provider, status } = query;
  const by = { ...within(scope, query), provider, status, now: clock.timestamp(), after: placeOf(after), limit };
  const rows = await run(room, scope, (db) => pageHeldTokens(db, by));
  const shown = rows.slice(0, query.limit);
  return { tokens: shown.map((row) => heldInfoOf(row, clock.now())), next: nextOf(rows, shown.at(-1), query.limit) };
}

/** Newest first. Throws invalid_request. */
export async function searchIssued(
  room: SearchRoom,
  scope: TokenScope,
  search: IssuedTokenSearch = {},
): Promise<IssuedTokenPage> {
  const { after, ...query } = parse(issuedTokenSearchSchema, search);
  const { clock } = room;
  const { status } = query;
  const by = { ...within(scope, query), status, now: clock.timestamp(), after: placeOf(after), limit: query.limit + 1 };
  const rows = await run(room, scope, (db) => pageIssuedTokens(db, by));
  const shown = rows.slice(0, query.limit);
  const tokens = shown.map((row) => ({
    ...issuedTokenOf(row),
    status: statusOf(row, timeLeft(row, clock.now(), undefined, undefined)),
    generation: row.generation,
  }));
  return { tokens, next: nextOf(rows, shown.at(-1), query.limit) };
}

type Query = { readonly userId?: UserId | undefined } & Partial<
  Record<"provider" | "kind" | "expiresFrom" | "expiresBefore" | "usedSince" | "notUsedSince", string | undefined>
>;

/** All conditions, named or not; nobody gets out of their own scope. */
function within(scope: TokenScope, { kind, expiresFrom, expiresBefore, usedSince, notUsedSince, ...query }: Query) {
  const userId = scope === "everybody" ? query.userId : scope.userId;
  return { userId, kind, expiresFrom, expiresBefore, usedSince, notUsedSince } as const;
}

function run<T>({ database }: SearchRoom, scope: TokenScope, work: (db: Queryable) => Promise<T>): Promise<T> {
  return scope === "everybody" ? database.asSystem(work, "single reads") : database.asUser(scope.userId, work, "single reads");
}

function placeOf(after: string | undefined) {
  return after === undefined ? undefined : decodePlace(after);
}

function nextOf(
  rows: readonly unknown[],
  last: { readonly createdAt: string; readonly id: string } | undefined,
  limit: number,
): string | null {
  return rows.length > limit && last !== undefined ? encodePlace({ at: last.createdAt, id: last.id }) : null;
}

function parse<Schema extends z.ZodType>(schema: Schema, search: unknown): z.output<Schema> {
  const parsed = schema.safeParse(search);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "Tokens cannot be searched like this.",
    action: "Correct the fields that are named.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}
