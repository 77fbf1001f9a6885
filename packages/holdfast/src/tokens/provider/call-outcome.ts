// What became of a call to a provider, in the four words that decide what happens next (TK-22).

/** Time may heal it: network, 408, 429, 5xx. */
export interface PassingFailure {
  readonly kind: "passing";
  readonly reason: string;
  /** Milliseconds that the provider asked us to wait. */
  readonly retryAfter?: number;
  /** Nobody knows whether the provider acted: the request may have arrived, the answer did not. */
  readonly unanswered: boolean;
}

/** The grant is dead: the account has to be connected again. */
export interface DeadGrant {
  readonly kind: "dead";
  readonly reason: string;
}

/** Our side is wrong: the client, its secret, the scopes. The connection stays. */
export interface Misconfiguration {
  readonly kind: "misconfigured";
  readonly reason: string;
  /** Every call will fail like this; otherwise it may be this one token alone. */
  readonly certain: boolean;
}

export type CallFailure = PassingFailure | DeadGrant | Misconfiguration;
export type CallOutcome<Value> = { readonly kind: "done"; readonly value: Value } | CallFailure;
