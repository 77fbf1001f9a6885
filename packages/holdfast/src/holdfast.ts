// What an application holds in its hand: the rooms' interfaces, put together.
import type { z } from "zod";
import type { Actor, FlushAnswer, HeldTokenInfo, putTokenRequestSchema } from "@holdfast/contract";
import type { Accounts } from "./accounts/index.js";
import type { Security } from "./alerts/index.js";
import type { Audit } from "./audit/index.js";
import type { Catalogue } from "./catalogue/index.js";
import type { RateLimits } from "./limits/index.js";
import type { Opened, Unbranded } from "./runtime/unbranded.js";
import type { Quarantine, SelectionLimits, Selections } from "./selections/index.js";
import type { HoldfastStatus } from "./status.js";
import type { Connections, HeldTokenName, Keys, TokenAdministration, Tokens } from "./tokens/index.js";

/** A token to keep: only the access token is required. */
export type TokenInput = z.input<typeof putTokenRequestSchema>;

/** Tokens for an application: plain ids, and a token to keep as it came from the provider. */
export interface OpenTokens extends Opened<Omit<Tokens, "put">> {
  /** Keep a token that somebody else minted. Replaces an older one of the same name. */
  put(actor: Unbranded<Actor>, name: Unbranded<HeldTokenName>, token: TokenInput): Promise<HeldTokenInfo>;
}

export interface Holdfast {
  readonly selections: Opened<Selections>;
  readonly tokens: OpenTokens;
  readonly connections: Opened<Connections>;
  /** The keys that secrets are sealed with: counted, rotated, retired (TK-08). */
  readonly keys: Keys;
  /** Tokens for operators: searched, compared, swept, taken over from plaintext. */
  readonly tokenAdministration: TokenAdministration;
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly audit: Audit;
  readonly quarantine: Opened<Quarantine>;
  /** What callers have used of their limits (LI-01). The library itself limits nobody. */
  readonly rateLimits: RateLimits;
  /** Security events: counted, and rated by rules (SC-07). */
  readonly security: Security;
  /** The most that a group and a user may hold (SE-11). */
  readonly limits: SelectionLimits;
  status(): HoldfastStatus;
  /** Stops accepting, drains, closes, within `deadline` milliseconds (default 10,000). `deferred`: the rest is safe in the journal. */
  close(deadline?: number): Promise<FlushAnswer["state"]>;
}
