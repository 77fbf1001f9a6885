// The kinds of issued tokens, each with its declared policy (TK-03).
import { type AuditAction, HoldfastError } from "@holdfast/contract";
import { z } from "zod";
import { assertTokenPrefix, builtInPrefixes } from "../security/index.js";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const milliseconds = z
  .int()
  .min(second)
  .max(10 * 365 * day);

const kindOptionsSchema = z
  .object({
    /** `text`: 256 random bits with a prefix. `code`: a few digits that people type, of one owner, single use, with few tries. */
    form: z.enum(["text", "code"]).default("text"),
    /** What its texts begin with: 2 to 16 lower-case letters and digits. No two kinds share one. Codes have none. */
    prefix: z.string().default(""),
    /** Of a code. */
    digits: z.int().min(6).max(8).default(6),
    /** Wrong tries after which a code is dead. */
    attempts: z.int().min(1).max(20).default(5),
    /** Milliseconds from minting to its absolute end. */
    lifetime: milliseconds,
    /** Milliseconds after the last use to its end; without it only `lifetime` counts. */
    idle: milliseconds.optional(),
    /** Used up by `consume`. */
    singleUse: z.boolean().default(false),
    /** It proves that somebody reads an address: minting names the address, verifying gives it back. */
    boundToAddress: z.boolean().default(false),
    /** How many a user may have; minting one more ends the oldest. */
    mostLive: z.int().min(1).max(10_000).optional(),
    /** Milliseconds that a verified token is trusted without asking the database, also when that is down. 0: always ask. */
    trust: z
      .int()
      .min(0)
      .max(hour)
      .default(30 * second),
    /** Milliseconds that "there is none" is believed. */
    negativeTrust: z
      .int()
      .min(0)
      .max(60 * second)
      .default(5 * second),
    /**
     * While the database cannot be asked: `refuse` when trust has ended, or `refuse_at_once` when this process's knowledge is older
     * than Δ. A known revocation wins in any case.
     */
    whenDatabaseDown: z.enum(["refuse", "refuse_at_once"]).default("refuse"),
  })
  .strict();
export type KindOptions = z.input<typeof kindOptionsSchema>;

/** Kinds by name: the application's own in full, the built-in ones where they should differ. */
export type TokenKinds = Readonly<Record<string, Partial<KindOptions>>>;

export interface KindPolicy extends Readonly<z.output<typeof kindOptionsSchema>> {
  readonly kind: string;
  /** What the trail calls its beginning and its end; the last is for a session that ends itself. */
  readonly actions: KindActions;
}

export interface KindActions {
  readonly issued: AuditAction;
  readonly revoked: AuditAction;
  readonly endedItself: AuditAction;
}

const builtIn: Readonly<Record<string, KindOptions>> = {
  session: { prefix: builtInPrefixes.session, lifetime: 90 * day, idle: 14 * day, mostLive: 100 },
  password_reset: { prefix: builtInPrefixes.passwordReset, lifetime: hour, singleUse: true, boundToAddress: true, mostLive: 3 },
  email_verification: {
    prefix: builtInPrefixes.emailVerification,
    lifetime: day,
    singleUse: true,
    boundToAddress: true,
    mostLive: 3,
  },
  // The `state` of an account that is being connected.
  connection: { prefix: "hfc", lifetime: 10 * 60 * second, singleUse: true, mostLive: 20 },
};

const sessionActions: KindActions = { issued: "sign_in", revoked: "session_revoked", endedItself: "sign_out" };
const otherActions: KindActions = { issued: "token_issued", revoked: "token_revoked", endedItself: "token_revoked" };

export class Kinds {
  readonly #policies: ReadonlyMap<string, KindPolicy>;

  /** The built-in kinds and the application's; options of a built-in kind change it. Throws configuration_invalid. */
  constructor(options: TokenKinds = {}) {
    const names = new Set([...Object.keys(builtIn), ...Object.keys(options)]);
    const policies = [...names].map((kind) => policyOf(kind, { ...builtIn[kind], ...options[kind] }));
    const prefixes = new Map<string, string>();
    for (const { kind, prefix, form } of policies) {
      if (form === "code") continue;
      const other = prefixes.get(prefix);
      if (other !== undefined) throw invalid(kind, `its prefix ${prefix} is that of ${other}`);
      prefixes.set(prefix, kind);
    }
    this.#policies = new Map(policies.map((policy) => [policy.kind, policy]));
  }

  /** Throws unknown_kind. */
  policy(kind: string): KindPolicy {
    const policy = this.#policies.get(kind);
    if (policy !== undefined) return policy;
    throw new HoldfastError("unknown_kind", {
      what: `There is no kind of token called ${JSON.stringify(kind.slice(0, 60))}.`,
      action: `Declare it in the option "kinds", or use one of: ${[...this.#policies.keys()].join(", ")}.`,
    });
  }

  has(kind: string): boolean {
    return this.#policies.has(kind);
  }

  /** Also for a kind that is not declared any more: its tokens can still be ended. */
  actionsOf(kind: string): KindActions {
    return this.#policies.get(kind)?.actions ?? otherActions;
  }

  /** Every kind with its idle limit in milliseconds, 0 for those without. */
  get idleLimits(): readonly { readonly kind: string; readonly length: number }[] {
    return [...this.#policies.values()].map(({ kind, idle }) => ({ kind, length: idle ?? 0 }));
  }

  /** The shortest idle limit of any kind, in milliseconds: last uses must be written more often than that. */
  get shortestIdle(): number {
    return Math.min(...[...this.#policies.values()].map(({ idle }) => idle ?? Number.POSITIVE_INFINITY));
  }
}

function policyOf(kind: string, options: Partial<KindOptions>): KindPolicy {
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(kind)) throw invalid(kind, "its name is not a-z, 0-9 and _");
  const parsed = kindOptionsSchema.safeParse(options);
  if (!parsed.success)
    throw invalid(kind, parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const policy = parsed.data.form === "code" ? asCode(kind, parsed.data) : parsed.data;
  if (policy.form === "text") assertTokenPrefix(policy.prefix);
  if (policy.idle !== undefined && policy.idle > policy.lifetime)
    throw invalid(kind, "its idle limit is longer than its lifetime");
  if (policy.singleUse && policy.idle !== undefined) throw invalid(kind, "a single-use kind has no idle limit");
  // What can be used once is never believed from memory.
  const trust = policy.singleUse ? 0 : policy.trust;
  return Object.freeze({ ...policy, trust, kind, actions: kind === "session" ? sessionActions : otherActions });
}

/** Guessing a code must not pay: it opens one door, once, soon. */
function asCode<Options extends z.output<typeof kindOptionsSchema>>(kind: string, options: Options): Options {
  if (options.prefix !== "") throw invalid(kind, "a code has no prefix");
  if (options.lifetime > day) throw invalid(kind, "a code lives for a day at the most");
  return { ...options, singleUse: true };
}

function invalid(kind: string, problem: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The kind of token ${JSON.stringify(kind.slice(0, 60))} is not declared well: ${problem}.`,
    why: "Its policy decides how long a token opens doors.",
    action: 'Correct it in the option "kinds".',
  });
}
