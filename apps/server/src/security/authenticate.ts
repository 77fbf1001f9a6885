// Whose a token is: a session of ours, or where that is configured a JWT of an issuer or a session of the application around us.
import type { Holdfast } from "holdfast";
import { type ApplicationSessions, createApplicationIdentity } from "./application-sessions.js";
import type { Authenticate } from "./identity.js";
import { createJwtIdentity } from "./jwt/jwt-identity.js";
import type { JwtOptions } from "./jwt/jwt-options.js";

/** Three parts in base64url: no token of ours has dots. */
const jwtForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export interface IdentitySources {
  readonly jwt?: JwtOptions | undefined;
  readonly applicationSessions?: ApplicationSessions | undefined;
}

/** Throws configuration_invalid. */
export function authenticateWith(accounts: Holdfast["accounts"], { jwt, applicationSessions }: IdentitySources): Authenticate {
  const own: Authenticate = (token) => accounts.recall(token) ?? accounts.authenticate(token);
  const session = applicationSessions === undefined ? own : orOfApplication(own, accounts, applicationSessions);
  if (jwt === undefined) return session;
  const identity = createJwtIdentity(accounts, jwt);
  return (token, origin) => (jwtForm.test(token) ? identity(token, origin) : session(token, origin));
}

/** The application is asked only about what is no session of ours. */
function orOfApplication(own: Authenticate, accounts: Holdfast["accounts"], sessions: ApplicationSessions): Authenticate {
  const identity = createApplicationIdentity(accounts, sessions);
  return (token, origin) => {
    const found = own(token, origin);
    return found instanceof Promise ? found.then((ours) => ours ?? identity(token)) : (found ?? identity(token));
  };
}
