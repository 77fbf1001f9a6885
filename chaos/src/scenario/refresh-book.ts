// Reckons what became of every expiry: how often the provider was called, which accounts were lost, which callers went away without a token.
import type { Outcome } from "../scenario.js";
import type { FaultKind } from "./refresh-scene.js";

export interface Expiry {
  readonly fault: FaultKind;
  readonly accounts: number;
  /** The refresh tokens with which the provider was called. */
  readonly calls: readonly string[];
  /** By account, what each caller was shown: the text of a token, or a status. */
  readonly answers: readonly (readonly string[])[];
  readonly dead: readonly { readonly reason: string | null }[];
  readonly milliseconds: number;
}

/** One call more than there are expiries: the first brought nothing, or brought it to nobody. */
const costsACall: ReadonlySet<FaultKind> = new Set([
  "unavailable",
  "limited",
  "error with 200",
  "cut",
  "answer lost",
  "process dies",
]);
/** The provider has rotated, and nobody has the new token: the one retry is taken for theft, and the user is asked to connect again. */
const endsAGrant: ReadonlySet<FaultKind> = new Set(["answer lost", "process dies"]);
const statuses = /^(absent|expired|revoked|reconnect_required|unavailable|error .*)$/s;

export class RefreshBook {
  readonly #problems: string[] = [];
  #expiries = 0;
  #calls = 0;
  #healthyExpiries = 0;
  #healthyCalls = 0;
  #injected = 0;
  #callers = 0;
  #failed = 0;
  #failedHealthy = 0;
  #lost = 0;
  #reconnected = 0;
  #doubled = 0;
  #longest = 0;

  add({ fault, accounts, calls, answers, dead, milliseconds }: Expiry): void {
    const [healthy, injected] = [!costsACall.has(fault), fault === "none" ? 0 : 1];
    this.#expiries += accounts;
    this.#calls += calls.length;
    this.#injected += injected;
    if (healthy)
      [this.#healthyExpiries, this.#healthyCalls] = [this.#healthyExpiries + accounts, this.#healthyCalls + calls.length];
    const expected = accounts + (costsACall.has(fault) ? 1 : 0);
    if (calls.length !== expected) this.#wrongCalls(fault, calls.length, expected);
    const allowed = endsAGrant.has(fault) ? 1 : 0;
    this.#lost += Math.max(0, dead.length - allowed);
    this.#reconnected += Math.min(dead.length, allowed);
    if (dead.length < allowed)
      this.#problems.push(`After "${fault}" nobody was asked to connect again, though the new token is lost.`);
    if (dead.some(({ reason }) => (reason ?? "").length < 20))
      this.#problems.push(`After "${fault}" an account ended without a reason.`);
    this.#look(fault, answers, allowed);
    this.#longest = Math.max(this.#longest, milliseconds);
  }

  #wrongCalls(fault: FaultKind, calls: number, expected: number): void {
    this.#doubled += Math.max(0, calls - expected);
    this.#problems.push(`With "${fault}" the provider was called ${calls} times, not ${expected}.`);
  }

  /** All callers of an account see the same new token; with a grant that ended, all see that. */
  #look(fault: FaultKind, answers: Expiry["answers"], allowed: number): void {
    for (const shown of answers) {
      const failed = shown.filter((text) => statuses.test(text));
      this.#callers += shown.length;
      this.#failed += failed.length;
      if (!endsAGrant.has(fault)) this.#failedHealthy += failed.length;
      const different = new Set(shown);
      if (different.size > 1)
        this.#problems.push(
          `With "${fault}" the callers of one account were shown ${different.size} different things: ${[...different]
            .filter((text) => statuses.test(text))
            .join(", ")
            .slice(0, 200)}.`,
        );
    }
    const without = answers.filter((shown) => shown.some((text) => statuses.test(text))).length;
    if (without > allowed) this.#problems.push(`With "${fault}" the callers of ${without} accounts went away without a token.`);
  }

  sentence(): string {
    return (
      `${this.#expiries} expiries, ${this.#calls} calls to the provider (${this.#healthyCalls} for ${this.#healthyExpiries} expiries without a fault that costs one), ` +
      `${this.#lost} accounts lost, ${this.#reconnected} to be connected again because their new token was lost on the way, ` +
      `${this.#failedHealthy} of ${this.#callers} callers failed`
    );
  }

  outcome(): Outcome {
    return {
      injected: this.#injected,
      acknowledged: this.#expiries,
      lost: this.#lost,
      doubled: this.#doubled,
      longestRecoveryMs: this.#longest,
      problems: this.#problems,
      figures: {
        callsPerExpiry: this.#healthyCalls / Math.max(1, this.#healthyExpiries),
        calls: this.#calls,
        accountsLost: this.#lost,
        reconnectRequired: this.#reconnected,
        callers: this.#callers,
        callersFailed: this.#failedHealthy,
        callersToldToReconnect: this.#failed - this.#failedHealthy,
      },
    };
  }
}
