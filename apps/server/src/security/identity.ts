// Who a token speaks for, whichever way it is found out.
import type { Actor } from "@holdfast/contract";
import type { IssuedToken, Origin } from "holdfast";

export interface Identity {
  readonly actor: Actor;
  readonly token: IssuedToken;
}

/** Undefined for a token that proves nothing. At once when memory knows, as for nearly every request. */
export type Authenticate = (token: string, origin: Origin) => Identity | undefined | Promise<Identity | undefined>;
