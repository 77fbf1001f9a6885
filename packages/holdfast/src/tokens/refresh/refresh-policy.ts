// When tokens are refreshed, how long callers wait, and how often is tried.
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const milliseconds = (least: number, most: number, fallback: number) => z.int().min(least).max(most).default(fallback);

const refreshPolicySchema = z
  .object({
    /** Milliseconds before its expiry at which an access token is refreshed, at the most. */
    margin: milliseconds(0, 60 * minute, 5 * minute),
    /** The part of an access token's life that the margin takes, at the most. */
    marginShare: z.number().min(0).max(0.5).default(0.2),
    /** Milliseconds that one call to a provider may take. */
    callDeadline: milliseconds(10, 2 * minute, 15 * second),
    /**
     * Milliseconds that a lease lasts beyond the longest call. So long a commit is tried again for while the database is away, and
     * so long, after a crash, nobody else tries.
     */
    leaseReserve: milliseconds(10, 10 * minute, minute),
    /** Milliseconds that a caller with an expired token waits for a new one. */
    patience: milliseconds(0, 2 * minute, 20 * second),
    /** Milliseconds between rounds of the background refresher; 0: there is none. */
    every: milliseconds(0, 60 * minute, 30 * second),
    /** Milliseconds since the last use within which a token is refreshed unasked. */
    usedWithin: milliseconds(0, 3650 * day, 14 * day),
    /** Refreshes of one process at the same time that nobody waits for. */
    atOnce: z.int().min(1).max(100).default(4),
    /** Tokens of one round. */
    perRound: z.int().min(1).max(10_000).default(200),
    /** Milliseconds to wait after the first failure in a row; twice as long after each further one, up to `mostWait`. */
    firstWait: milliseconds(10, 10 * minute, second),
    mostWait: milliseconds(10, 60 * minute, 5 * minute),
    /** Milliseconds between rounds of the outbox of revocations at providers; 0: there is none. */
    revokeEvery: milliseconds(0, 60 * minute, 10 * second),
    /** Tries after which a revocation at a provider is given up. */
    revokeTries: z.int().min(1).max(100).default(12),
    /** Failures in a row that make a provider be left alone, and for how long at first and at the most. */
    breaker: z
      .object({
        failures: z.int().min(1).max(1000).default(5),
        first: milliseconds(10, 60 * minute, 5 * second),
        most: milliseconds(10, 60 * minute, 5 * minute),
      })
      .strict()
      .prefault({}),
  })
  .strict();
export type RefreshPolicy = Readonly<z.output<typeof refreshPolicySchema>>;
export type RefreshOptions = z.input<typeof refreshPolicySchema>;

/** Throws configuration_invalid. */
export function refreshPolicyOf(options: RefreshOptions = {}): RefreshPolicy {
  const parsed = refreshPolicySchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("configuration_invalid", {
    what: `How tokens are refreshed is not declared well: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}.`,
    action: 'Correct it in the option "refresh".',
  });
}
