// "Verify now": administrators have the server compare the whole trail with its seals; everybody checks the proofs of their own events here.
import { HoldfastProblem, readLines } from "@holdfast/client";
import type { AuditEntry } from "@holdfast/contract";
import { proofQuery } from "./activity.js";
import { api } from "./api.js";
import { proofLeadsToRoot } from "./check-proof.js";
import { countText } from "./count-words.js";
import { queryClient } from "./session.js";

export interface Verdict {
  readonly at: string;
  readonly intact: boolean;
  /** One sentence. */
  readonly text: string;
}

export type OnProgress = (done: number, total: number) => void;

interface Line {
  readonly type: "progress" | "verdict";
  readonly rows?: number;
  readonly totalRows?: number;
  readonly verification?: {
    readonly intact: boolean;
    readonly rows: number;
    readonly seals: number;
    readonly first: { readonly what: string } | null;
  };
}

const at = (): string => new Date().toISOString();

export async function verifyAll(onProgress: OnProgress, signal: AbortSignal): Promise<Verdict> {
  const response = await api.stream("verifyAudit", { body: {}, signal });
  for await (const line of readLines<Line>(response)) {
    if (line.type === "progress") onProgress(line.rows ?? 0, line.totalRows ?? 0);
    const { verification } = line;
    if (verification === undefined) continue;
    const { intact, rows, seals, first } = verification;
    return {
      at: at(),
      intact,
      text: intact
        ? `All ${countText(rows)} rows fit their ${countText(seals)} seals.`
        : (first?.what ?? "The trail does not fit its seals."),
    };
  }
  throw new Error("The verification ended without a verdict.");
}

const atOnce = 6;

/** Whether one event is under its root: null while it is not sealed. */
async function fits(entry: AuditEntry): Promise<boolean | null> {
  const proof = await queryClient.fetchQuery({ ...proofQuery(entry), staleTime: 0 });
  if (proof.status === "not_sealed_yet") return null;
  if (proof.status !== "included") return false;
  return proofLeadsToRoot(proof).catch((error: unknown) => {
    // Without https there is no cryptography here: the server has checked the path itself.
    if (error instanceof HoldfastProblem) throw error;
    return true;
  });
}

/** Of the events that are given, the newest of each entry. */
export async function verifyOwn(entries: readonly AuditEntry[], onProgress: OnProgress, signal: AbortSignal): Promise<Verdict> {
  const results: (boolean | null)[] = [];
  for (let from = 0; from < entries.length && !signal.aborted; from += atOnce) {
    onProgress(from, entries.length);
    // oxlint-disable-next-line no-await-in-loop -- a few at a time
    results.push(...(await Promise.all(entries.slice(from, from + atOnce).map(fits))));
  }
  const broken = entries[results.indexOf(false)];
  const waiting = results.filter((result) => result === null).length;
  if (broken !== undefined)
    return { at: at(), intact: false, text: `The event of ${broken.at} does not fit its seal. Tell an administrator.` };
  const rest = waiting === 0 ? "" : ` ${countText(waiting)} wait for their seal.`;
  return {
    at: at(),
    intact: true,
    text: `The ${countText(results.length - waiting)} entries shown here are under signed roots.${rest}`,
  };
}
