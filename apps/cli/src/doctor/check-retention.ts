// Looks at the job that shortens the audit trail: does it run, and can it (AU-05).
import type { RetentionRun } from "holdfast";
import { moment } from "../print/moment.js";
import { type Check, ok, warning } from "./check.js";

/** Twice the longest time that the options allow between two runs. */
const patienceMs = 62 * 24 * 60 * 60 * 1000;

export function checkRetention(run: RetentionRun | undefined, now: number): Check {
  const name = "Audit retention";
  if (run === undefined)
    return ok(name, "The job has not run on this database yet; a server runs it ten minutes after its start.");
  if (run.problem !== null)
    return warning(
      name,
      `At ${moment(run.ranAt)} nothing was removed: ${run.problem}`,
      "Check the clocks; when they are right, run `holdfast audit retention --trust-clock` once.",
    );
  if (now - Date.parse(run.ranAt) > patienceMs)
    return warning(
      name,
      `The job ran last at ${moment(run.ranAt)}.`,
      "Start a server, or run `holdfast audit retention`, unless auditRetentionEvery is 0 on purpose.",
    );
  return ok(name, `The job ran last at ${moment(run.ranAt)} and removed ${run.removedRows} rows.`);
}
