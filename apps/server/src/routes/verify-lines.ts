// A verification as it goes: progress while it runs, the verdict as the last line.
import { auditVerifyLineSchema } from "@holdfast/contract";
import type { AuditProgress, AuditVerification, Holdfast, VerifyAuditOptions } from "holdfast";
import { answerText } from "../api/answer-encoder.js";
import { progressLines } from "./progress-lines.js";

const lineOf = answerText(auditVerifyLineSchema);

export function verifyLines(audit: Holdfast["audit"], options: VerifyAuditOptions): AsyncGenerator<string> {
  return progressLines<AuditProgress, AuditVerification>({
    signal: options.signal,
    run: (onProgress, signal) => audit.verify({ ...options, signal, onProgress }),
    progressLine: (progress) => lineOf({ type: "progress", ...progress }),
    lastLine: (verification) => lineOf({ type: "verdict", verification }),
  });
}
