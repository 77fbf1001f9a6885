// How long held tokens are believed, in general and for single providers (TK-10, TK-14, TK-17).
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";

const second = 1000;

const heldPolicySchema = z
  .object({
    /** Milliseconds that an access token is served from memory without asking; 0: it is never kept in memory. */
    trust: z
      .int()
      .min(0)
      .max(24 * 3600 * second)
      .default(300 * second),
    /** Milliseconds before its expiry at which it is no longer served from memory unasked. */
    skew: z
      .int()
      .min(0)
      .max(3600 * second)
      .default(30 * second),
    /** Milliseconds that absent, expired and revoked are believed. */
    negativeTrust: z
      .int()
      .min(0)
      .max(60 * second)
      .default(5 * second),
    /**
     * While the database cannot be asked: `refuse` when trust has ended, `refuse_at_once` when this process's knowledge is older
     * than Δ, or `serve` the last known token until it expires. A known revocation wins in any case.
     */
    whenDatabaseDown: z.enum(["refuse", "refuse_at_once", "serve"]).default("refuse"),
  })
  .strict();
export type HeldPolicy = Readonly<z.output<typeof heldPolicySchema>>;
export type HeldPolicyOptions = z.input<typeof heldPolicySchema>;

/** The policy of each provider: the general one with the provider's own changes. Throws configuration_invalid. */
export class HeldPolicies {
  readonly #general: HeldPolicy;
  readonly #byProvider: ReadonlyMap<string, HeldPolicy>;

  constructor(general: HeldPolicyOptions = {}, byProvider: Readonly<Record<string, HeldPolicyOptions>> = {}) {
    this.#general = parse("held", general);
    this.#byProvider = new Map(
      Object.entries(byProvider).map(([provider, own]) => [provider, parse(`providers.${provider}`, { ...general, ...own })]),
    );
  }

  of(provider: string): HeldPolicy {
    return this.#byProvider.get(provider) ?? this.#general;
  }
}

function parse(name: string, options: HeldPolicyOptions): HeldPolicy {
  const parsed = heldPolicySchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("configuration_invalid", {
    what: `The cache policy ${name} of held tokens is not valid: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}.`,
    action: "Correct it in the options of the token cache.",
  });
}
