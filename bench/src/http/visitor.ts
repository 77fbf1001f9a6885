// Somebody who uses the server as people do: an open stream, reads, and a selection now and then.
import { type Agent, get, type IncomingMessage, request } from "node:http";
import type { OperationId, RecordId } from "@holdfast/contract";
import { systemClock } from "holdfast";
import type { Person } from "./order.js";

export interface Visit {
  readonly url: string;
  readonly agent: Agent;
  readonly person: Person;
  /** Each is selected once. */
  readonly recordIds: readonly RecordId[];
  readonly until: number;
}

/** What all visitors together have seen. */
export interface Seen {
  readonly reads: number[];
  readonly changes: number[];
  readonly acknowledged: OperationId[];
  readonly failures: string[];
  events: number;
}

const groupPath = "/api/v1/groups/default/records";

/** Milliseconds between what one person does. */
const thinking = (): number => 100 + 300 * systemClock.random();

export async function visit(visiting: Visit, seen: Seen): Promise<void> {
  const leave = listen(visiting, seen);
  let next = 0;
  let etag: string | undefined;
  while (performance.now() < visiting.until) {
    await systemClock.pause(thinking());
    const dice = systemClock.random();
    const recordId = visiting.recordIds[next];
    if (dice < 0.3 && recordId !== undefined) {
      next += 1;
      await select(visiting, seen, recordId);
    } else if (dice < 0.4) await read(visiting, seen, "/api/v1/groups/default/items?limit=50");
    else etag = (await read(visiting, seen, groupPath, etag)) ?? etag;
  }
  leave();
}

/** A stream of events for the whole visit. */
function listen({ url, person }: Visit, seen: Seen): () => void {
  const stream = get(
    `${url}/api/v1/events`,
    { headers: { authorization: `Bearer ${person.token}` }, agent: false },
    (response) => {
      if (response.statusCode !== 200) seen.failures.push(`the stream was answered ${response.statusCode}`);
      response.setEncoding("utf8").on("data", (text: string) => (seen.events += text.split("\ndata:").length - 1));
    },
  );
  let leaving = false;
  stream.on("error", (error) => leaving || seen.failures.push(`the stream broke: ${error.message}`));
  return () => {
    leaving = true;
    stream.destroy();
  };
}

async function read(visiting: Visit, seen: Seen, path: string, etag?: string): Promise<string | undefined> {
  const headers = etag === undefined ? {} : { "if-none-match": etag };
  const answer = await ask(visiting, seen, { method: "GET", path, headers });
  if (answer === undefined) return undefined;
  seen.reads.push(answer.took);
  if (answer.status !== 200 && answer.status !== 304) seen.failures.push(`a read was answered ${told(answer)}`);
  return answer.headers.etag;
}

async function select(visiting: Visit, seen: Seen, recordId: RecordId): Promise<void> {
  const operationId = systemClock.uuid() as OperationId;
  const body = JSON.stringify({ operationId, change: { kind: "select", recordId } });
  const headers = { "content-type": "application/json" };
  const answer = await ask(visiting, seen, { method: "POST", path: "/api/v1/operations", headers, body });
  if (answer === undefined) return;
  seen.changes.push(answer.took);
  if (answer.status === 200) seen.acknowledged.push(operationId);
  else seen.failures.push(`a selection was answered ${told(answer)}`);
}

/** The status of a failed answer, and what its problem document says. */
function told({ status, text }: Answer): string {
  return `${status}: ${(JSON.parse(text) as { readonly title?: string; readonly detail?: string }).detail ?? ""}`;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly took: number;
  /** Of what failed. */
  readonly text: string;
}

/** Undefined when there was no answer. */
function ask({ url, agent, person }: Visit, seen: Seen, { method, path, headers, body }: Question): Promise<Answer | undefined> {
  const began = performance.now();
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      seen.failures.push(error.message);
      resolve(undefined);
    };
    const all = { ...headers, authorization: `Bearer ${person.token}` };
    const asking = request(url + path, { method, agent, headers: all }, (response) => {
      const status = response.statusCode ?? 0;
      const chunks: string[] = [];
      if (status >= 400) response.setEncoding("utf8").on("data", (chunk: string) => void chunks.push(chunk));
      response.on("end", () =>
        resolve({ status, headers: response.headers, took: performance.now() - began, text: chunks.join("") }),
      );
      response.on("error", fail).resume();
    });
    asking.on("error", fail).end(body);
  });
}
