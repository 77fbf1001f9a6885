// The configured providers by name, each with its client and its circuit breaker.
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import type { CallFailure } from "./call-outcome.js";
import { type BreakerOptions, breakerDefaults, type BreakerState, CircuitBreaker } from "./circuit-breaker.js";
import { ProviderClient } from "./provider-client.js";
import type { Fetch } from "./provider-http.js";
import { providerOf, type ProviderOptions } from "./provider-options.js";

export type ProvidersOption = Readonly<Record<string, ProviderOptions>>;

export interface ProviderBookOptions {
  readonly providers: ProvidersOption;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: Fetch;
  /** Milliseconds that one call may take. */
  readonly callDeadline: number;
  readonly breaker?: Partial<BreakerOptions> | undefined;
}

export interface ProviderPlace {
  readonly client: ProviderClient;
  readonly breaker: CircuitBreaker;
}

export class ProviderBook {
  readonly #places: ReadonlyMap<string, ProviderPlace>;
  readonly #log: Log;

  /** Throws configuration_invalid. */
  constructor({ providers, clock, log, fetch, callDeadline, breaker }: ProviderBookOptions) {
    this.#log = log;
    const limits = { ...breakerDefaults, ...breaker };
    this.#places = new Map(
      Object.entries(providers).map(([name, options]) => {
        const client = new ProviderClient({ provider: providerOf(name, options), clock, fetch, deadline: callDeadline });
        return [name, { client, breaker: new CircuitBreaker(clock, limits) }];
      }),
    );
  }

  get(name: string): ProviderPlace | undefined {
    return this.#places.get(name);
  }

  get names(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** For metrics. */
  states(): Readonly<Record<string, BreakerState>> {
    return Object.fromEntries([...this.#places].map(([name, { breaker }]) => [name, breaker.state]));
  }

  /** Tells the breaker and the log how a call went. `undefined`: the provider answered well. */
  report(name: string, failure: CallFailure | undefined): void {
    const breaker = this.#places.get(name)?.breaker;
    if (breaker === undefined) return;
    if (failure === undefined || failure.kind === "dead") {
      if (breaker.succeeded()) this.#log.info("A provider answers again.", { provider: name });
      return;
    }
    if (failure.kind === "misconfigured" && failure.certain) {
      breaker.open();
      this.#log.error("A provider refuses our client: check its id and secret. Connections are kept.", {
        provider: name,
        reason: failure.reason,
      });
      return;
    }
    if (failure.kind === "passing" && failure.retryAfter !== undefined) breaker.pause(failure.retryAfter);
    else if (breaker.failed())
      this.#log.warn("A provider fails and is left alone for a while.", { provider: name, reason: failure.reason });
    else this.#log.warn("A call to a provider failed.", { provider: name, reason: failure.reason });
  }
}
