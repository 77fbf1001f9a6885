// "Verify now": administrators have the server compare the whole trail with its seals; everybody checks the proofs of their own events here.
import { readLines } from "@holdfast/client";
import type { AuditEntry } from "@holdfast/contract";
import { proofQuery } from "./activity.js";
import { api } from "./api.js";
import { checkProof } from "./check-proof.js";
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

/** `trusted`: the server says that it is under its root, and this browser cannot check it. */
type Finding = "checked" | "trusted" | "waiting" | "broken";

async function find(entry: AuditEntry): Promise<Finding> {
  const proof = await queryClient.fetchQuery({ ...proofQuery(entry), staleTime: 0 });
  if (proof.status === "not_sealed_yet") return "waiting";
  if (proof.status !== "included") return "broken";
  const check = await checkProof(proof);
  return check === "leads_to_root" ? "checked" : check === "unable" ? "trusted" : "broken";
}

function verdictWords(findings: readonly Finding[]): string {
  const count = (wanted: Finding): number => findings.filter((finding) => finding === wanted).length;
  const sealed = count("checked") + count("trusted");
  if (findings.length === 0) return "Nothing is shown that could be verified.";
  const waiting = count("waiting") === 0 ? "" : ` ${countText(count("waiting"))} wait for their seal.`;
  if (sealed === 0) return `No entry shown here has its seal yet.${waiting}`;
  const main =
    sealed === 1
      ? "The one entry shown here is under a signed root."
      : `The ${countText(sealed)} entries shown here are under signed roots.`;
  const trust = count("trusted") === 0 ? "" : " The server says so; this browser cannot check it without https.";
  return `${main}${trust}${waiting}`;
}

/** Of the events that are given, the newest of each entry. */
export async function verifyOwn(entries: readonly AuditEntry[], onProgress: OnProgress, signal: AbortSignal): Promise<Verdict> {
  const findings: Finding[] = [];
  for (let from = 0; from < entries.length && !signal.aborted; from += atOnce) {
    onProgress(from, entries.length);
    // oxlint-disable-next-line no-await-in-loop -- a few at a time
    findings.push(...(await Promise.all(entries.slice(from, from + atOnce).map(find))));
  }
  const broken = entries[findings.indexOf("broken")];
  if (broken !== undefined)
    return { at: at(), intact: false, text: `The event of ${broken.at} does not fit its seal. Tell an administrator.` };
  return { at: at(), intact: true, text: verdictWords(findings) };
}
