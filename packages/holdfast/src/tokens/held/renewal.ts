// What getting a held token needs to know of refreshing: when one is due, and whom to ask (TK-19).
import type { HeldTokenInfo } from "@holdfast/contract";
import type { FullName } from "./held-name.js";

/** How waiting for a refresh ended: the row says the rest, or nobody can say for now. */
export type Renewed =
  | { readonly status: "settled" }
  | { readonly status: "unavailable"; readonly reason: string; readonly retryAfterSeconds: number };

export interface Renewal {
  /** How refreshes ended since the start. */
  readonly counts: { readonly settled: number; readonly unavailable: number };
  /** Whether a refresh token is kept, and its provider is configured. */
  covers(token: Pick<HeldTokenInfo, "provider" | "hasRefreshToken">): boolean;
  /** Milliseconds before expiry at which a token of this length of life should be refreshed; drawn anew each time. */
  marginOf(lifetime: number): number;
  /** Begins a refresh in the background, unless one is under way; never throws. */
  ahead(name: FullName, generation: number): void;
  /** Joins or begins a refresh of this generation and waits for its end. */
  renew(name: FullName, generation: number): Promise<Renewed>;
}

/** Where no provider is configured. */
export const noRenewal: Renewal = {
  counts: { settled: 0, unavailable: 0 },
  covers: () => false,
  marginOf: () => 0,
  ahead: () => undefined,
  renew: async () => ({ status: "settled" }),
};
