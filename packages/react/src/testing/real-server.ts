// A real server over a real database on a real socket, and people who signed in to it.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHoldfastClient, type HoldfastClient } from "@holdfast/client";
import type { RecordId, UserId } from "@holdfast/contract";
import { createServerApp, createServerLog, type RunningServer, serveHttp } from "@holdfast/server";
import { generateKey, Keyring, openHoldfast } from "holdfast";
import type { TestDatabase } from "holdfast/testing";

export interface Member {
  readonly userId: UserId;
  readonly client: HoldfastClient;
}

export interface RealServer {
  readonly url: string;
  readonly recordIds: readonly RecordId[];
  /** Registers somebody new. */
  join(): Promise<Member>;
  /** Takes the server off its port, and puts it back on the same one. */
  lose(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

async function* rows(ids: readonly string[]) {
  for (const [place, id] of ids.entries())
    yield { line: place + 1, values: { id, title: `Record ${place}`, family: place % 2 === 0 ? "even" : "odd" } };
}

export async function realServer({ requestUrl, workerUrl }: TestDatabase, records: number): Promise<RealServer> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-react-"));
  const holdfast = await openHoldfast({
    database: { requestUrl, workerUrl, poolSize: 4 },
    journal: { directory },
    keyring: Keyring.parse(generateKey()),
  });
  const recordIds = Array.from({ length: records }, () => randomUUID() as RecordId);
  await holdfast.catalogue.import(rows(recordIds), { mapping: { id: "id", title: "title", family: "family" } });
  const log = createServerLog({ level: "silent" });
  const begin = (): ReturnType<typeof createServerApp> =>
    createServerApp({ holdfast, log, version: "0.0.0-test", rateLimits: false });
  const listen = (port: number): Promise<RunningServer> => serveHttp({ app: begin(), log, port });
  let running = await listen(0);
  const { url } = running;
  const port = Number(new URL(url).port);
  return {
    url,
    recordIds,
    async join() {
      const client = createHoldfastClient({ baseUrl: url });
      const credentials = { email: `${randomUUID()}@example.org`, password: "the pass phrase of somebody" };
      const { account } = await client.call("register", { body: credentials });
      const { token = "" } = await client.call("signIn", { body: { ...credentials, transport: "bearer" } });
      return { userId: account.id, client: createHoldfastClient({ baseUrl: url, token }) };
    },
    lose: () => running.close(1000),
    async comeBack() {
      running = await listen(port);
    },
    async close() {
      await running.close(1000);
      await holdfast.close();
      await rm(directory, { recursive: true });
    },
  };
}
