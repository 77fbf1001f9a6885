// A server over a real library and a real database, and people who signed in through it.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account, SignedIn } from "@holdfast/contract";
import { generateKey, type Holdfast, type HoldfastOptions, Keyring, openHoldfast } from "holdfast";
import type { ServerAppOptions } from "../app.js";
import { jsonRequest, type ServerUnderTest, serverUnderTest } from "./server-under-test.js";

/** Somebody with two sessions of their own: a browser's cookie and a program's token. */
export interface Person {
  readonly account: Account;
  readonly password: string;
  /** The `cookie` header of the browser. */
  readonly cookie: string;
  /** The bearer session of the program, and its id. */
  readonly token: string;
  readonly sessionId: string;
  /** Headers that prove who asks, as the program. */
  readonly as: Readonly<Record<string, string>>;
}

export interface LiveServer extends ServerUnderTest {
  readonly holdfast: Holdfast;
  /** Puts records "Record 0", "Record 1", … of family F into the catalogue; answers their ids. */
  addRecords(count: number): Promise<readonly string[]>;
  /** Registers somebody new through the API and signs them in twice. */
  join(name: string): Promise<Person>;
  /** One more bearer session. */
  signIn(person: Pick<Person, "account" | "password">): Promise<SignedIn>;
  close(): Promise<void>;
}

/** A provider that is configured and never answers. */
const connects = {
  providers: { github: { clientId: "holdfast-test", clientSecret: "the secret of the client" } },
  refresh: { patience: 0, every: 0, revokeEvery: 0 },
  fetch: async () => new Response(null, { status: 503 }),
} as const;

export interface DatabaseUrls {
  readonly requestUrl: string;
  readonly workerUrl: string;
  /** Off behind a transaction pooler. */
  readonly preparedStatements?: boolean;
}

async function* rows(ids: readonly string[]) {
  for (const [place, id] of ids.entries()) yield { line: place + 1, values: { id, title: `Record ${place}`, family: "F" } };
}

const cookieOf = (response: Response): string => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

export async function liveServer(
  { requestUrl, workerUrl, preparedStatements = true }: DatabaseUrls,
  options: Partial<ServerAppOptions> & { readonly mail?: HoldfastOptions["mail"] } = {},
): Promise<LiveServer> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-server-"));
  const { mail, ...appOptions } = options;
  const keyring = Keyring.parse(generateKey());
  const holdfast = await openHoldfast({
    database: { requestUrl, workerUrl, poolSize: 4, preparedStatements },
    journal: { directory },
    keyring,
    ...(mail === undefined ? {} : { mail }),
    ...connects,
  });
  // Tests sign in more often than people do; those of limits set their own.
  const server = serverUnderTest({ rateLimits: false, ...appOptions, holdfast });

  const signIn: LiveServer["signIn"] = async ({ account, password }) => {
    const response = await server.api("/sessions", jsonRequest("POST", { email: account.email, password, transport: "bearer" }));
    return (await response.json()) as SignedIn;
  };

  return {
    ...server,
    holdfast,
    signIn,
    async addRecords(count) {
      const ids = Array.from({ length: count }, () => randomUUID());
      await holdfast.catalogue.import(rows(ids), { mapping: { id: "id", title: "title", family: "family" } });
      return ids;
    },
    async join(name) {
      const credentials = { email: `${name}@example.org`, password: `the pass phrase of ${name}` };
      const registered = await server.api("/accounts", jsonRequest("POST", credentials));
      const { account } = (await registered.json()) as SignedIn;
      const { token = "", session } = await signIn({ account, password: credentials.password });
      return {
        account,
        password: credentials.password,
        cookie: cookieOf(registered),
        token,
        sessionId: session.id,
        as: { authorization: `Bearer ${token}` },
      };
    },
    async close() {
      server.app.stop();
      await holdfast.close();
      await rm(directory, { recursive: true });
    },
  };
}
