// Counts what callers use of their limits (LI-01): in memory, or in PostgreSQL where several processes share the count.
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../database/index.js";
import { type Log, silentLog } from "../runtime/log.js";
import { defaultLimitRules, type LimitClass, limitClasses, type LimitRule, type LimitRules } from "./limit-rule.js";

/** What is left after a request was counted. */
export interface LimitVerdict {
  readonly allowed: boolean;
  readonly limit: LimitClass;
  readonly rule: LimitRule;
  readonly remaining: number;
  /** Milliseconds until the window begins anew. */
  readonly resetMs: number;
}

export interface RateLimits {
  readonly rules: LimitRules;
  /** How often each limit was met since the start of this process. */
  refused(): Readonly<Record<LimitClass, number>>;
  /**
   * Takes points from somebody's window. What costs more than a whole window is let through when the window is fresh. Never
   * throws: a database that is away is stood in for by this process's memory.
   */
  take(limit: LimitClass, key: string, points?: number): Promise<LimitVerdict>;
  /** Begins somebody's window anew. */
  forget(limit: LimitClass, key: string): Promise<void>;
}

export interface RateLimitsOptions {
  readonly rules?: Partial<LimitRules> | undefined;
  /** Where processes share the count; without it each counts for itself. */
  readonly shared?: Pick<Database, "asSystem"> | undefined;
  readonly log?: Log | undefined;
}

export function createRateLimits({ rules, shared, log = silentLog }: RateLimitsOptions = {}): RateLimits {
  const complete: LimitRules = { ...defaultLimitRules, ...rules };
  const limiters = new Map(limitClasses.map((limit) => [limit, limiterOf(limit, complete[limit], shared)]));
  const refused = new Map(limitClasses.map((limit) => [limit, 0]));
  const of = (limit: LimitClass): RateLimiterAbstract => limiters.get(limit) ?? limiterOf(limit, complete[limit], shared);
  return {
    rules: complete,
    refused: () => Object.fromEntries(refused) as Record<LimitClass, number>,
    take: (limit, key, points = 1) => {
      const rule = complete[limit];
      return of(limit)
        .consume(key, Math.min(Math.max(points, 0), rule.points))
        .then(
          (counted) => verdictOf(limit, rule, counted, true),
          (refusal: unknown) => {
            if (refusal instanceof RateLimiterRes) {
              refused.set(limit, (refused.get(limit) ?? 0) + 1);
              return verdictOf(limit, rule, refusal, false);
            }
            log.warn("A limit could not be counted; the request is let through.", { limit, reason: String(refusal) });
            return { allowed: true, limit, rule, remaining: rule.points, resetMs: rule.windowMs };
          },
        );
    },
    forget: async (limit, key) => {
      await of(limit)
        .delete(key)
        .catch((error: unknown) => log.warn("A limit was not begun anew.", { limit, reason: String(error) }));
    },
  };
}

function verdictOf(limit: LimitClass, rule: LimitRule, counted: RateLimiterRes, allowed: boolean): LimitVerdict {
  return { allowed, limit, rule, remaining: allowed ? counted.remainingPoints : 0, resetMs: Math.max(0, counted.msBeforeNext) };
}

function limiterOf(limit: LimitClass, { points, windowMs }: LimitRule, shared: RateLimitsOptions["shared"]): RateLimiterAbstract {
  const own = { keyPrefix: limit, points, duration: windowMs / 1000 };
  if (shared === undefined) return new RateLimiterMemory(own);
  return new RateLimiterPostgres({
    ...own,
    storeClient: clientOf(shared),
    storeType: "client",
    schemaName: "holdfast",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Whoever is over the limit is refused without asking the database again.
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(own),
  });
}

interface LimiterStatement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** The database as the package expects a client of it: one statement in a transaction of its own, as holdfast_writer. */
function clientOf(database: Pick<Database, "asSystem">) {
  return {
    query: async ({ name, text, values = [] }: LimiterStatement) => {
      const rows = await database.asSystem((db) => db.query({ name: name ?? text, text, values }));
      return { rows, rowCount: rows.length };
    },
  };
}
