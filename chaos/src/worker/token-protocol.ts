// What the driver and a process that serves tokens say to each other.
import type { TokenStore } from "holdfast";

export interface TokenOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  /** Where it listens: through a proxy. */
  readonly feedUrl: string;
  readonly keys: string;
}

/** Serve this token again and again until it has ended. */
export interface Watch {
  readonly id: number;
  readonly userId: string;
  readonly provider: string;
  /** The text of a session to watch in place of the held token. */
  readonly session?: string;
}

export type TokenSaid =
  | { readonly type: "open" }
  | { readonly type: "serving"; readonly id: number }
  | {
      readonly type: "ended";
      readonly id: number;
      readonly served: number;
      readonly lastServedAt: number;
      readonly status: ReturnType<TokenStore["status"]>;
    }
  | { readonly type: "failed"; readonly id: number; readonly reason: string };
