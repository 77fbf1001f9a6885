// The one way out to providers: bounded in time and size, over https, and with nothing of the request in what it throws.
import { allowInsecureRequests, customFetch } from "oauth4webapi";
import type { Clock } from "../../runtime/clock.js";
import { type Answer, retryAfterOf } from "./classify-failure.js";
import { type Extras, normaliseAnswer } from "./normalise-answer.js";
import type { Provider } from "./provider-options.js";

export type Fetch = typeof fetch;

const mostBytes = 1024 * 1024;

/** What one call is made with and what it learned. */
export interface Call {
  readonly options: {
    readonly signal: AbortSignal;
    readonly [customFetch]: (url: string, init: unknown) => Promise<Response>;
    readonly [allowInsecureRequests]: boolean;
  };
  readonly answer: Answer | undefined;
  readonly extras: Extras;
}

export interface CallSettings {
  readonly provider: Provider;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, "now">;
  readonly signal: AbortSignal;
  readonly reads: "token" | "token with identity" | "anything";
}

/** Options for one call of the OAuth library, and afterwards what arrived. */
export function openCall({ provider, fetch, clock, signal, reads }: CallSettings): Call {
  const call: { -readonly [Key in keyof Call]: Call[Key] } = {
    answer: undefined,
    extras: {},
    options: {
      signal,
      // Addresses that are neither https nor this machine were refused when they were configured.
      [allowInsecureRequests]: true,
      [customFetch]: async (url, init) => {
        const response = await fetch(url, { ...(init as RequestInit), redirect: "manual", signal });
        const text = await readBounded(response);
        call.answer = { status: response.status, retryAfter: retryAfterOf(response.headers.get("retry-after"), clock.now()) };
        if (reads === "anything")
          return new Response(text === "" ? null : text, { status: response.status, headers: response.headers });
        const normalised = normaliseAnswer(provider, response, text, reads === "token with identity");
        call.extras = normalised.extras;
        return normalised.response;
      },
    },
  };
  return call;
}

/** Runs the work with a signal that aborts after `deadline` milliseconds. */
export async function withDeadline<T>(clock: Clock, deadline: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const done = new AbortController();
  void clock.pause(deadline, done.signal).then(() => ending.abort());
  try {
    return await work(ending.signal);
  } finally {
    done.abort();
  }
}

async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one part after the other
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    bytes += value.length;
    if (bytes > mostBytes) {
      // oxlint-disable-next-line no-await-in-loop -- the last thing done
      await reader.cancel();
      throw new RangeError("The answer is too large.");
    }
    parts.push(value);
  }
}
