// A verification as it goes: progress while it runs, the verdict as the last line.
import { auditVerifyLineSchema } from "@holdfast/contract";
import type { AuditProgress, Holdfast, VerifyAuditOptions } from "holdfast";
import { answerText } from "../api/answer-encoder.js";

const lineOf = answerText(auditVerifyLineSchema);

/** Progress that nobody has read yet is replaced by newer progress: a slow reader slows nothing down. */
export async function* verifyLines(audit: Holdfast["audit"], options: VerifyAuditOptions): AsyncGenerator<string> {
  let latest: AuditProgress | undefined;
  let wake: () => void = () => undefined;
  const leaving = new AbortController();
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
  const onProgress = (progress: AuditProgress): void => {
    latest = progress;
    wake();
  };
  const verdict = audit.verify({ ...options, signal, onProgress });
  const isDone = verdict.then(
    () => true,
    () => true,
  );
  try {
    for (;;) {
      const news = new Promise<boolean>((resolve) => (wake = () => resolve(false)));
      if (latest === undefined && (await Promise.race([isDone, news]))) break;
      if (latest !== undefined) yield `${lineOf({ type: "progress", ...(latest as AuditProgress) })}\n`;
      latest = undefined;
    }
    yield `${lineOf({ type: "verdict", verification: await verdict })}\n`;
  } finally {
    leaving.abort();
  }
}
