// A server for tests: its log is kept in memory, its library is whatever the test has.
import { apiBase, type Problem } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import { createServerApp, type ServerApp, type ServerAppOptions } from "../app.js";
import { createServerLog } from "../log.js";
import { checkAnswer } from "./check-answer.js";
import { unreachableHoldfast } from "./unreachable-holdfast.js";

/** Where a run of the tests searches what was logged for secrets, as `printedHook` of holdfast/testing. */
const shelf = globalThis as Readonly<Record<symbol, { copy(text: string): void } | undefined>>;

export const testOrigin = "http://holdfast.test";

export interface ServerUnderTest {
  readonly app: ServerApp;
  /** Everything that was logged. */
  readonly logged: readonly string[];
  /** One request below `/api/v1`. */
  api(path: string, init?: RequestInit): Promise<Response>;
  /** One request to the server's root. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export function serverUnderTest(options: Partial<ServerAppOptions> & { readonly holdfast?: Holdfast } = {}): ServerUnderTest {
  const logged: string[] = [];
  const write = (line: string): void => {
    logged.push(line);
    shelf[Symbol.for("holdfast printed")]?.copy(line);
  };
  const log = createServerLog({ destination: { write } });
  const made = createServerApp({ holdfast: unreachableHoldfast(), log, version: "0.0.0-test", ...options });
  const app: ServerApp = {
    ...made,
    fetch: async (request, env) => {
      const answer = await made.fetch(request, env);
      // Streams that write to Node's own response answer nothing here.
      return env?.direct === undefined ? checkAnswer(request, answer) : answer;
    },
  };
  return {
    app,
    logged,
    api: (path, init) => app.fetch(new Request(`${testOrigin}${apiBase}${path}`, init)),
    get: (path, headers = {}) => app.fetch(new Request(`${testOrigin}${path}`, { headers })),
  };
}

/** A JSON request as programs send it. */
export function jsonRequest(method: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}

export async function problemOf(response: Response): Promise<Problem> {
  return (await response.json()) as Problem;
}
