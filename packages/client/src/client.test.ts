// Requests are built from the contract's table, and every failure is a HoldfastProblem.
import { describe, expect, test } from "vitest";
import { createHoldfastClient } from "./client.js";
import { HoldfastProblem } from "./holdfast-problem.js";

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

function recording(answer: () => Response | Promise<Response>): { readonly seen: Seen[]; readonly fetch: typeof fetch } {
  const seen: Seen[] = [];
  const send = async (input: unknown, init?: RequestInit): Promise<Response> => {
    seen.push({ url: String(input), init: init ?? {} });
    return answer();
  };
  return { seen, fetch: send as typeof fetch };
}

describe("[DX-03] typed calls", () => {
  test("[DX-03] parameters are escaped, lists repeated, absent values left out", async () => {
    const { seen, fetch } = recording(() => Response.json({ total: 0, offset: 0, items: [] }));
    const client = createHoldfastClient({ baseUrl: "https://holdfast.example/", token: "t", fetch });
    await client.call("searchRecords", { query: { family: ["a", "b c"], text: undefined, offset: 100 } });
    await client.call("revokeToken", { params: { provider: "a/b" } });
    expect(seen.map(({ url }) => url)).toEqual([
      "https://holdfast.example/api/v1/records?family=a&family=b+c&offset=100",
      "https://holdfast.example/api/v1/tokens/a%2Fb",
    ]);
    expect(seen[1]?.init.method).toBe("DELETE");
    expect(new Headers(seen[0]?.init.headers).get("authorization")).toBe("Bearer t");
  });

  test("[SC-03] a problem document arrives with its code, its fields and what to do", async () => {
    const document = { code: "rate_limited", detail: "Too many.", action: "Wait.", fields: [{ path: "email", problem: "bad" }] };
    const { fetch } = recording(() => Response.json(document, { status: 429, headers: { "retry-after": "7" } }));
    const failure = await createHoldfastClient({ fetch })
      .call("me", {})
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HoldfastProblem);
    expect(failure).toMatchObject({
      code: "rate_limited",
      action: "Wait.",
      retryAfterSeconds: 7,
      isTransient: true,
      fields: document.fields,
    });
  });

  test("[SC-03] no answer, an answer in time, and an answer of somebody else are told apart", async () => {
    const code = (fetch: typeof globalThis.fetch, timeoutMs?: number) =>
      createHoldfastClient({ fetch })
        .call("me", timeoutMs === undefined ? {} : { timeoutMs })
        .then(
          () => "",
          (error: unknown) => (error as HoldfastProblem).code,
        );
    const never = (async (_: unknown, init?: RequestInit) =>
      new Promise((__, reject) =>
        init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
      )) as typeof fetch;
    expect(await code((async () => Promise.reject(new TypeError("refused"))) as typeof fetch)).toBe("network");
    expect(await code(never, 5)).toBe("timeout");
    expect(await code(recording(() => new Response("<html>", { status: 502 })).fetch)).toBe("unexpected");
  });

  test("[DX-03] the caller's abort is thrown as it is", async () => {
    const abort = new AbortController();
    const never = (async (_: unknown, init?: RequestInit) =>
      new Promise((__, reject) =>
        init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
      )) as typeof fetch;
    const answer = createHoldfastClient({ fetch: never }).call("me", { signal: abort.signal });
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });
});
