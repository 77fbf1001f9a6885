// The one failure that callers of the client see: what the server said, or that it could not be reached.
import type { ErrorCode, Problem } from "@holdfast/contract";

/** `network`: no answer arrived. `timeout`: none arrived in time. `unexpected`: the answer was not from Holdfast. */
export type ProblemCode = ErrorCode | "network" | "timeout" | "unexpected";

export interface ProblemDetails {
  readonly code: ProblemCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What happened, one sentence. */
  readonly detail: string;
  /** What to do about it. */
  readonly action: string;
  readonly fields?: readonly { readonly path: string; readonly problem: string }[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

export class HoldfastProblem extends Error {
  override readonly name = "HoldfastProblem";
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly action: string;
  readonly fields: readonly { readonly path: string; readonly problem: string }[];
  readonly retryAfterSeconds: number | undefined;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(details: ProblemDetails, cause?: unknown) {
    super(`${details.detail} ${details.action}`.trim(), { cause });
    this.code = details.code;
    this.status = details.status;
    this.detail = details.detail;
    this.action = details.action;
    this.fields = details.fields ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.data = details.data ?? {};
  }

  /** True when the same request may succeed later: nobody answered, or the server said that it cannot just now. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export function networkProblem(cause: unknown): HoldfastProblem {
  return new HoldfastProblem(
    {
      code: "network",
      status: 0,
      detail: "The server cannot be reached.",
      action: "Check the connection; what you did is kept and sent again.",
    },
    cause,
  );
}

export function timeoutProblem(timeoutMs: number): HoldfastProblem {
  return new HoldfastProblem({
    code: "timeout",
    status: 0,
    detail: `No answer within ${timeoutMs / 1000} seconds.`,
    action: "Try again.",
  });
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "code" in body && "detail" in body;

/** The failure that a response stands for; never throws. */
export async function problemOfResponse(response: Response): Promise<HoldfastProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const header = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(header) ? header : undefined;
  if (!isProblem(body)) {
    const detail = `The server answered ${response.status} without a problem document.`;
    const action = "Try again; if it stays, look at the proxy in between.";
    return new HoldfastProblem({ code: "unexpected", status: response.status, detail, action, retryAfterSeconds });
  }
  const { detail, action, fields, data } = body;
  return new HoldfastProblem({
    code: body.code as ErrorCode,
    status: response.status,
    detail,
    action,
    fields,
    data,
    retryAfterSeconds: body.retryAfterSeconds ?? retryAfterSeconds,
  });
}
