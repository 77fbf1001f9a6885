// What the activity page is asked for, in its address: who, what, in which group, when, from where.
import type { AuditAction, GroupId } from "@holdfast/contract";
import { actionsOf, isAction, isKind } from "./activity-kinds.js";

export const periods = ["hour", "day", "week", "month", "year"] as const;
export type Period = (typeof periods)[number];

export const periodWords: Readonly<Record<Period, string>> = {
  hour: "Last hour",
  day: "Last 24 hours",
  week: "Last 7 days",
  month: "Last 30 days",
  year: "Last 12 months",
};
const hourMs = 3_600_000;
const periodMs: Readonly<Record<Period, number>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
  year: 365 * 24 * hourMs,
};

export interface ActivitySearch {
  /** Administrators alone: everybody's instead of one's own. */
  readonly who?: "everybody";
  /** A kind of actions, or a single action. */
  readonly what?: string;
  readonly group?: GroupId;
  readonly record?: string;
  /** The last month when absent, without `since` and `until`. */
  readonly period?: Period | "all";
  readonly since?: string;
  readonly until?: string;
  readonly address?: string;
  readonly session?: string;
  readonly user?: string;
  readonly operation?: string;
}

/** The same with what is to be left out. */
export type ActivityChange = { readonly [Key in keyof ActivitySearch]?: ActivitySearch[Key] | undefined };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = (value: unknown): string | undefined => (typeof value === "string" && uuid.test(value) ? value : undefined);
const momentOf = (value: unknown): string | undefined =>
  typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : undefined;
const shortText = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 60) : undefined;

/** What can be understood of an address; the rest is dropped. */
export function activitySearchOf(raw: Readonly<Record<string, unknown>>): ActivitySearch {
  const what = shortText(raw["what"]);
  const [since, until] = [momentOf(raw["since"]), momentOf(raw["until"])];
  const period = [...periods, "all" as const].find((one) => one === raw["period"]);
  const search: ActivityChange = {
    who: raw["who"] === "everybody" ? "everybody" : undefined,
    what: what !== undefined && (isKind(what) || isAction(what)) ? what : undefined,
    group: idOf(raw["group"]) as GroupId | undefined,
    record: idOf(raw["record"]),
    period: since === undefined && until === undefined ? period : undefined,
    since,
    until,
    address: shortText(raw["address"]),
    session: idOf(raw["session"]),
    user: idOf(raw["user"]),
    operation: idOf(raw["operation"]),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ActivitySearch;
}

/** The same as the API's filter. `now` is rounded to the minute, so that asking again within it is the same question. */
export function activityFilter(search: ActivitySearch, now: number) {
  const { what, group, record, address, session, user, operation } = search;
  return {
    action: what === undefined ? undefined : isKind(what) ? [...actionsOf(what)] : [what as AuditAction],
    groupId: group,
    recordId: record,
    address,
    sessionId: session,
    userId: user,
    operationId: operation,
    ...timesOf(search, now),
  };
}

export function timesOf(
  { period = "month", since, until }: ActivitySearch,
  now: number,
): { readonly from?: string; readonly to?: string } {
  if (since !== undefined || until !== undefined)
    return { ...(since === undefined ? {} : { from: since }), ...(until === undefined ? {} : { to: until }) };
  if (period === "all") return {};
  const minute = Math.floor(now / 60_000) * 60_000;
  return { from: new Date(minute - periodMs[period]).toISOString() };
}

export type CountUnit = "hour" | "day" | "week" | "month";

/** Steps that give a chart some tens of bars. */
export function unitOf(search: ActivitySearch, now: number): CountUnit {
  const { from, to } = timesOf(search, now);
  if (from === undefined) return "week";
  const hours = ((to === undefined ? now : Date.parse(to)) - Date.parse(from)) / hourMs;
  if (hours <= 72) return "hour";
  if (hours <= 24 * 92) return "day";
  return hours <= 24 * 800 ? "week" : "month";
}

/** How many filters are set, beside whose trail it is. */
export function filterCount({ who: _, since, until, ...others }: ActivitySearch): number {
  const isBetween = since !== undefined || until !== undefined;
  return Object.values(others).filter((value) => value !== undefined).length + (isBetween ? 1 : 0);
}
