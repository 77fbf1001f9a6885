// What administrators see and do with the tokens in this process's memory (TK-16, TK-18).
import { reconcileCacheLineSchema, warmCacheLineSchema } from "@holdfast/contract";
import type { Holdfast, ReconcileProgress, ReconcileReport, WarmStatus } from "holdfast";
import { answerText } from "../api/answer-encoder.js";
import type { HandlersOf } from "../api/endpoint-handler.js";
import { progressLines } from "./progress-lines.js";

type Route = "tokenCache" | "warmTokenCache" | "reconcileTokenCache";

const warmLine = answerText(warmCacheLineSchema);
const reconcileLine = answerText(reconcileCacheLineSchema);

export function tokenCacheRoutes(holdfast: Holdfast): Pick<HandlersOf<"administration">, Route> {
  const { tokenAdministration } = holdfast;
  return {
    tokenCache: () => {
      const { tokenCache, changeFeed, tokenUpkeep } = holdfast.status();
      return { status: 200, body: { tokenCache, changeFeed, ...tokenUpkeep } };
    },

    warmTokenCache: ({ body: { most }, signal }) => {
      const asked = most === undefined ? {} : { most };
      const text = progressLines<WarmStatus, WarmStatus>({
        signal,
        run: (onProgress, ending) => tokenAdministration.warm({ ...asked, onProgress, signal: ending }),
        progressLine: ({ loaded, read }) => warmLine({ type: "progress", loaded, read }),
        lastLine: (warming) => warmLine({ type: "report", warming }),
      });
      return { status: 200, format: "lines", text };
    },

    reconcileTokenCache: ({ signal }) => {
      const text = progressLines<ReconcileProgress, ReconcileReport>({
        signal,
        run: (onProgress) => tokenAdministration.reconcile({ onProgress }),
        progressLine: (progress) => reconcileLine({ type: "progress", ...progress }),
        lastLine: (report) => reconcileLine({ type: "report", report }),
      });
      return { status: 200, format: "lines", text };
    },
  };
}
