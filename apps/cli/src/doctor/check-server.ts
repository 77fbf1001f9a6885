// Judges how the background sync of a running server is: ready, lag, drain times, conservation (SY-01, SY-09).
import { type Check, check, failed, ok, warning } from "./check.js";
import type { FoundServer, ServerFigures } from "./read-server.js";

/** The drain runs all the time: seconds of lag are worth a look, a minute is a fault. */
export const noticeableLag = 5;
const longLag = 60;

const name = "Server";

export function checkServer(found: FoundServer): readonly Check[] {
  if (found.state === "none")
    return [ok(name, "None is known here. Lag and drain times are those of a running one: name it with --url.")];
  if (found.state === "answers") return [checkReady, checkLag, checkDrainTimes, checkSums].map((judge) => judge(found.figures));
  return [
    (found.named ? failed : warning)(
      name,
      `The server at ${found.url} does not answer.`,
      found.named
        ? "Start it, or correct the address."
        : "It did not stop properly. Start it again: it carries on from its journal.",
    ),
  ];
}

function checkReady({ url, ready, reasons }: ServerFigures): Check {
  return check(
    ready,
    ok(name, `The server at ${url} is ready.`),
    failed(
      name,
      `The server at ${url} is not ready. ${reasons.join(" ")}`,
      "See its log. What it has acknowledged is in its journal.",
    ),
  );
}

export const seconds = (value: number): string => `${value.toLocaleString("en-GB", { maximumFractionDigits: 3 })} s`;

function checkLag({ lagSeconds, oldestPendingSeconds, conservation: { pending } }: ServerFigures): Check {
  const last = `${seconds(lagSeconds)} from accepted to applied at the last batch`;
  if (pending === 0) return ok("Lag", `${last}; nothing waits.`);
  const waits =
    pending === 1 ? "1 operation waits, it has done so" : `${pending.toLocaleString("en-GB")} operations wait, the oldest`;
  const found = `${last}; ${waits} for ${seconds(oldestPendingSeconds)}.`;
  if (oldestPendingSeconds < noticeableLag) return ok("Lag", found);
  return (oldestPendingSeconds < longLag ? warning : failed)(
    "Lag",
    found,
    "See whether the database can be reached and what keeps it busy. Nothing is lost: the journal holds what waits.",
  );
}

function checkDrainTimes({ lastBatchSeconds, batches }: ServerFigures): Check {
  const found = `${batches.toLocaleString("en-GB")} batch${batches === 1 ? " was" : "es were"} committed, the last in ${seconds(lastBatchSeconds)}.`;
  return check(
    lastBatchSeconds < noticeableLag,
    ok("Drain", found),
    warning("Drain", found, "See what keeps the database busy: locks, disks, a query that runs for long."),
  );
}

function checkSums({ conservation: { holds, acknowledged, applied, pending, quarantined } }: ServerFigures): Check {
  const sum = `${applied} applied + ${pending} pending + ${quarantined} quarantined`;
  return check(
    holds,
    ok("Conservation of the server", `${acknowledged} acknowledged = ${sum}.`),
    failed(
      "Conservation of the server",
      `${acknowledged} operations were acknowledged, but ${sum} is not that.`,
      "Keep the journal's directory as it is and report this: operations may have been lost or applied twice.",
    ),
  );
}
