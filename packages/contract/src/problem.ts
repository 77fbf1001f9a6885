// Errors over HTTP: problem documents (RFC 9457) with a stable code and what to do (SC-03).
import { z } from "zod";
import { errorCodes, errorKinds, type HoldfastError } from "./error.js";

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(errorCodes as [string, ...string[]]),
    detail: z.string(),
    why: z.string().optional(),
    action: z.string(),
    instance: z.string().optional(),
    retryAfterSeconds: z.number().optional(),
    fields: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** What may leave of an error: its sentences and facts, never its cause. */
export function toProblem(error: HoldfastError, instance?: string): Problem {
  const { what, why, action, retryAfterSeconds, fields, data } = error.details;
  return {
    type: `urn:holdfast:error:${error.code}`,
    title: errorKinds[error.code].title,
    status: error.status,
    code: error.code,
    detail: what,
    action,
    ...(why === undefined ? {} : { why }),
    ...(instance === undefined ? {} : { instance }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(fields === undefined ? {} : { fields: fields.map((field) => ({ ...field })) }),
    ...(data === undefined ? {} : { data: { ...data } }),
  };
}
