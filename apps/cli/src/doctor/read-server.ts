// Asks a running server how its background sync is; whoever may run the doctor can, without a session.
import type { Options } from "holdfast";
import type { Invocation } from "../command.js";
import { serverUrlOf } from "../session/connect.js";
import { readServerRecord } from "../start/server-record.js";

const patience = 5000;

export interface ServerFigures {
  readonly url: string;
  readonly ready: boolean;
  /** Why not, one sentence each. */
  readonly reasons: readonly string[];
  /** From accepted to applied, of the last batch. */
  readonly lagSeconds: number;
  /** How long the oldest operation that is not in the database has waited; 0 when none waits. */
  readonly oldestPendingSeconds: number;
  /** What the transaction of the last batch took. */
  readonly lastBatchSeconds: number;
  readonly batches: number;
  readonly conservation: {
    readonly holds: boolean;
    readonly acknowledged: number;
    readonly applied: number;
    readonly pending: number;
    readonly quarantined: number;
  };
}

/** A server, one that should answer and does not, or none that anything is known of. */
export type FoundServer =
  | { readonly state: "answers"; readonly figures: ServerFigures }
  | SilentServer
  | { readonly state: "none" };

interface SilentServer {
  readonly state: "silent";
  readonly url: string;
  /** Named by the caller; else by what a server has left in the data directory. */
  readonly named: boolean;
}

/** The server at `--url` or HOLDFAST_URL; else the one that says that it runs on the data directory. */
export async function findServer(
  invocation: Invocation,
  { dataDirectory }: Pick<Options, "dataDirectory">,
): Promise<FoundServer> {
  const { flags, terminal } = invocation;
  const named = typeof flags["url"] === "string" || (terminal.environment["HOLDFAST_URL"] ?? "") !== "";
  const url = named ? serverUrlOf(invocation) : (await readServerRecord(dataDirectory))?.url;
  if (url === undefined) return { state: "none" };
  try {
    const [readiness, metrics] = await Promise.all(["/readyz", "/metrics"].map((path) => ask(url, path)));
    return { state: "answers", figures: figuresOf(url, readiness ?? "", metrics ?? "") };
  } catch (error) {
    // fetch throws these two when nobody answers, and JSON.parse the third when it is somebody else who does.
    const isSilence = error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError;
    if (isSilence) return { state: "silent", url, named };
    throw error;
  }
}

async function ask(url: string, path: string): Promise<string> {
  const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(patience) });
  return answer.text();
}

function figuresOf(url: string, readiness: string, metrics: string): ServerFigures {
  const { status, reasons = [] } = JSON.parse(readiness) as { readonly status?: string; readonly reasons?: readonly string[] };
  const values = new Map(
    metrics.split("\n").map((line) => [line.slice(0, line.lastIndexOf(" ")), line.slice(line.lastIndexOf(" ") + 1)]),
  );
  const read = (name: string): number => {
    const value = Number(values.get(`holdfast_${name}`));
    if (Number.isNaN(value)) throw new SyntaxError(`No figure holdfast_${name}.`);
    return value;
  };
  return {
    url,
    ready: status === "ready",
    reasons,
    lagSeconds: read("drain_last_lag_seconds"),
    oldestPendingSeconds: read("drain_oldest_pending_seconds"),
    lastBatchSeconds: read("drain_last_batch_seconds"),
    batches: read("drain_batches_total"),
    conservation: {
      holds: read("conservation_holds") === 1,
      acknowledged: read("conservation_acknowledged_operations"),
      applied: read("conservation_applied_operations"),
      pending: read("conservation_pending_operations"),
      quarantined: read("conservation_quarantined_operations"),
    },
  };
}
