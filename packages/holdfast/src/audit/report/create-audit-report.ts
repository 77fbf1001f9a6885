// The trail as questions are asked of it: by administrators of everybody's, by users of their own (AU-07).
import { isIP } from "node:net";
import { type AuditEvent, type AuditPage, type AuditTimeline, HoldfastError, type UserId } from "@holdfast/contract";
import type { Database, Queryable } from "../../database/index.js";
import { decodePlace, encodePlace } from "../audit-cursor.js";
import { type AuditCount, countAuditEvents, type CountUnit } from "../sql/count-audit-events.js";
import { pageAuditTimeline, type TimelineRow } from "../sql/page-audit-timeline.js";
import { reportAuditEvents, type ReportQuery } from "../sql/report-audit-events.js";
import { csvLine } from "./csv-line.js";
import { eventOf } from "./event-of.js";

/** Whose trail: one user's own, under row-level security, or everybody's. The caller has checked who may ask for which. */
export type AuditScope = "everybody" | { readonly userId: UserId };

/** All that is named must hold. `from` is inclusive, `to` exclusive; `address` is an address or a network in CIDR notation. */
export type AuditFilter = ReportQuery;

export interface AuditReportPage extends AuditFilter {
  /** Continue after this event id of an earlier page. */
  readonly before?: string | undefined;
  /** 1 to 500. */
  readonly limit: number;
}

export interface AuditCounts extends AuditFilter {
  readonly by: CountUnit;
  /** One count for each action instead of one for all. */
  readonly split?: boolean | undefined;
}

export type ExportFormat = "json-lines" | "csv";

export interface AuditReport {
  /** Newest first. Throws invalid_request. */
  report(scope: AuditScope, request: AuditReportPage): Promise<AuditPage>;
  /** The same rows told by operation, newest first. Throws invalid_request. */
  timeline(scope: AuditScope, request: AuditReportPage): Promise<AuditTimeline>;
  /** In the order of time; what has no events has no entry. Throws invalid_request when it would be more than 50,000 counts. */
  counts(scope: AuditScope, request: AuditCounts): Promise<readonly AuditCount[]>;
  /** The whole report as text, piece by piece, newest first, of the events that were there when it began. Throws invalid_request. */
  export(scope: AuditScope, filter: AuditFilter, format: ExportFormat): AsyncIterable<string>;
}

type Column = keyof AuditEvent;

const columns = [
  "id",
  "at",
  "actorId",
  "userId",
  "action",
  "groupId",
  "groupVersion",
  "recordId",
  "tokenId",
  "operationId",
  "position",
  "sessionId",
  "address",
  "userAgent",
  "metadata",
] as const satisfies readonly Column[];
const pageSize = 1000;
const mostCounts = 50_000;

export function createAuditReport({ database }: { readonly database: Pick<Database, "asUser" | "asSystem"> }): AuditReport {
  const within = <T>(scope: AuditScope, work: (db: Queryable) => Promise<T>): Promise<T> =>
    scope === "everybody" ? database.asSystem(work, "single reads") : database.asUser(scope.userId, work, "single reads");
  const narrowed = <Filter extends AuditFilter>(scope: AuditScope, filter: Filter): Filter => {
    checkAddress(filter.address);
    // Named as well as enforced by policy, so that the index on the user is used.
    return scope === "everybody" ? filter : { ...filter, userId: scope.userId };
  };

  async function report(scope: AuditScope, request: AuditReportPage): Promise<AuditPage> {
    const { limit } = request;
    const before = request.before === undefined ? undefined : decodePlace(request.before);
    const query = { ...narrowed(scope, request), before, limit: limit + 1 };
    const rows = await within(scope, (db) => reportAuditEvents(db, query));
    const events = rows.slice(0, limit).map(eventOf);
    return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
  }

  return {
    report,
    timeline: async (scope, request) => {
      const { limit } = request;
      const before = request.before === undefined ? undefined : decodePlace(request.before);
      const query = { ...narrowed(scope, request), before, limit: limit + 1 };
      const rows = await within(scope, (db) => pageAuditTimeline(db, query));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { entries: shown.map(entryOf), next: more ? encodePlace({ at: last.at, id: last.firstId }) : null };
    },
    counts: async (scope, request) => {
      const query = { ...narrowed(scope, request), split: request.split ?? false, limit: mostCounts + 1 };
      const counts = await within(scope, (db) => countAuditEvents(db, query));
      if (counts.length > mostCounts) throw tooMany();
      return counts;
    },
    export: (scope, filter, format) => {
      // Before the first line: whoever has been answered with one takes it for a whole.
      checkAddress(filter.address);
      return exportAll(report, scope, filter, format);
    },
  };
}

const entryOf = ({ firstId: _, ...row }: TimelineRow): AuditTimeline["entries"][number] => ({ ...row, id: encodePlace(row) });

async function* exportAll(
  report: AuditReport["report"],
  scope: AuditScope,
  filter: AuditFilter,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(columns);
  let before: string | undefined;
  do {
    const page = await report(scope, { ...filter, before, limit: pageSize });
    if (page.events.length > 0) yield page.events.map(format === "csv" ? csvOf : jsonOf).join("");
    before = page.next ?? undefined;
  } while (before !== undefined);
}

const jsonOf = (event: AuditEvent): string => `${JSON.stringify(event)}\n`;

function csvOf(event: AuditEvent): string {
  return csvLine(columns.map((column) => (column === "metadata" ? JSON.stringify(event.metadata) : event[column])));
}

function checkAddress(address: string | undefined): void {
  if (address === undefined) return;
  const [host = "", prefix, ...rest] = address.split("/");
  const family = isIP(host);
  const isWhole = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
  if (family !== 0 && !host.includes("%") && isWhole && rest.length === 0) return;
  throw new HoldfastError("invalid_request", {
    what: `${JSON.stringify(address.slice(0, 60))} is not an address or network.`,
    action: "Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.",
    fields: [{ path: "address", problem: "not an address or network" }],
  });
}

function tooMany(): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `That would be more than ${mostCounts} counts.`,
    action: "Ask for a shorter time or for longer steps.",
    fields: [{ path: "by", problem: "too fine for the time asked for" }],
  });
}
