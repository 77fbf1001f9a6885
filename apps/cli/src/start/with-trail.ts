// Gives a command the audit trail of its database with the keys of its seals, with or without a running server.
import type { Administration, Keyring, Options } from "holdfast";
import { type Invocation, optionsOf } from "../command.js";
import { findKeyring } from "./open-keyring.js";
import { withAdministration } from "./with-administration.js";

export type Trail = ReturnType<Administration["audit"]>;

/** Operators act as nobody whom the trail knows: they have the login of the database. */
export const operator = { userId: null } as const;

/** Throws configuration_invalid when there are no keys: a trail cannot be verified under new ones. */
export async function withTrail<T>(invocation: Invocation, work: (trail: Trail, options: Options) => Promise<T>): Promise<T> {
  const { options } = optionsOf(invocation);
  const keyring: Keyring = await findKeyring(options);
  return withAdministration(invocation, options, (administration: Administration) =>
    work(administration.audit(keyring), options),
  );
}
