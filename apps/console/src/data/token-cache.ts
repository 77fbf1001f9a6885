// Filling the memory for tokens, and comparing it with the database, on demand; both tell how far they are (TK-16, TK-18).
import { readLines } from "@holdfast/client";
import type { ReconcileCacheLine, WarmCacheLine } from "@holdfast/contract";
import { api } from "./api.js";
import { countText } from "./count-words.js";

export type CacheWork = "warm" | "reconcile";
export type OnWork = (done: number, total: number | undefined) => void;

const tokensText = (count: number): string => (count === 1 ? "1 token" : `${countText(count)} tokens`);

/** Answers what came of it, in one sentence. */
async function warm(onWork: OnWork, signal: AbortSignal): Promise<string> {
  const response = await api.stream("warmTokenCache", { body: {}, signal });
  for await (const line of readLines<WarmCacheLine>(response)) {
    if (line.type === "progress") {
      onWork(line.loaded, undefined);
      continue;
    }
    const { state, loaded, read } = line.warming;
    if (state === "done") return warmedWords(loaded, read);
    if (state === "failed") return `It ended with a failure after ${tokensText(loaded)}. The log of the server tells why.`;
    return `Stopped after ${tokensText(loaded)}: the server is stopping.`;
  }
  throw new Error("The filling ended without a report.");
}

function warmedWords(loaded: number, read: number): string {
  if (read === 0) return "No token was used yet: there is nothing to put into memory.";
  if (loaded === 0) return `${tokensText(read)} looked at: memory has them already.`;
  return `${tokensText(read)} looked at, ${countText(loaded)} put into memory.`;
}

async function reconcile(onWork: OnWork, signal: AbortSignal): Promise<string> {
  const response = await api.stream("reconcileTokenCache", { signal });
  for await (const line of readLines<ReconcileCacheLine>(response)) {
    if (line.type === "progress") {
      onWork(line.checked, line.total);
      continue;
    }
    const { checked, outdated, missing, ahead } = line.report;
    const repaired = outdated + missing + ahead;
    if (checked === 0) return "Memory holds no token that could be compared.";
    if (repaired === 0) return `${tokensText(checked)} compared with the database: all are as it has them.`;
    return `${tokensText(checked)} compared: ${countText(outdated)} outdated, ${countText(missing)} no longer there and ${countText(ahead)} ahead of the database were repaired.`;
  }
  throw new Error("The comparison ended without a report.");
}

export const cacheWork: Readonly<Record<CacheWork, (onWork: OnWork, signal: AbortSignal) => Promise<string>>> = {
  warm,
  reconcile,
};
