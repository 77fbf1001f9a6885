// Looks at the chain of seals over the audit trail: does it grow, and is everything under it (AU-04).
import type { SealingState } from "holdfast";
import { moment } from "../print/moment.js";
import { type Check, ok, warning } from "./check.js";

/** A running server seals within seconds; a minute says that none does. */
const patienceMs = 60_000;

export function checkAuditSeals({ seals, sealedAt, unsealed }: SealingState, now: number): Check {
  const name = "Audit seals";
  const { rows, oldestAt } = unsealed;
  const state = seals === 0 ? "There is no seal yet" : `Seal ${seals} of ${moment(sealedAt)} is the last`;
  if (oldestAt === null || now - Date.parse(oldestAt) < patienceMs)
    return ok(
      name,
      `${state}, and nothing waits for long. \`holdfast audit verify\` tells whether the trail is what was sealed.`,
    );
  return warning(
    name,
    `${state}; ${rows} events wait for one, the oldest of ${moment(oldestAt)}.`,
    "A running server seals within seconds; when none runs, start it. See its log when it does not.",
  );
}
