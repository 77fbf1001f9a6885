// Whose a token is: a session of ours, or where that is configured a JWT of somebody else's making.
import type { Actor } from "@holdfast/contract";
import type { Holdfast, IssuedToken, Origin } from "holdfast";
import { createJwtIdentity } from "./jwt/jwt-identity.js";
import type { JwtOptions } from "./jwt/jwt-options.js";

export interface Identity {
  readonly actor: Actor;
  readonly token: IssuedToken;
}

/** Undefined for a token that proves nothing. At once when memory knows, as for nearly every request. */
export type Authenticate = (token: string, origin: Origin) => Identity | undefined | Promise<Identity | undefined>;

/** Three parts in base64url: no token of ours has dots. */
const jwtForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Throws configuration_invalid. */
export function authenticateWith(accounts: Holdfast["accounts"], jwt: JwtOptions | undefined): Authenticate {
  const session = (token: string): ReturnType<Authenticate> => accounts.recall(token) ?? accounts.authenticate(token);
  if (jwt === undefined) return session;
  const identity = createJwtIdentity(accounts, jwt);
  return (token, origin) => (jwtForm.test(token) ? identity(token, origin) : session(token));
}
