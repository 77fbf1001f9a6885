// Starts everything that a server needs, in order, and knows how to stop it in reverse.
import { fileURLToPath } from "node:url";
import { createServerApp, type JwtOptions, libraryLog, type RunningServer, serveHttp } from "@holdfast/server";
import { type Holdfast, kindsFromFile, openHoldfast, type Options, providersFromFile } from "holdfast";
import type { Printer } from "../print/printer.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";
import { checkRequestRole } from "./check-request-role.js";
import { accessDatabase, type DatabaseAccess, prepareSchema } from "./database-access.js";
import { makeDataDirectory } from "./data-file.js";
import { holdfastOptions } from "./holdfast-options.js";
import { loadSample } from "./load-sample.js";
import { accessMail, type MailAccess } from "./mail-access.js";
import { openKeyring } from "./open-keyring.js";
import type { ServerLog } from "./server-log.js";
import { removeServerRecord, writeServerRecord } from "./server-record.js";

export interface StartedServer {
  readonly url: string;
  readonly holdfast: Holdfast;
  readonly database: Pick<DatabaseAccess, "origin" | "place">;
  /** Operations that a crash had left in the journal. */
  readonly recovered: number;
  /** Records of the sample that were loaded now. */
  readonly sampled: number;
  /** Stops accepting, drains, closes, within the deadline. `deferred`: the rest is safe in the journal. */
  stop(): Promise<"applied" | "deferred">;
}

export interface StartOptions {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly printer: Printer;
  readonly log: ServerLog;
}

type Undo = () => Promise<unknown>;

/** Throws what any part refuses, after having stopped what was started before it. */
export async function startServer(start: StartOptions): Promise<StartedServer> {
  const undo: Undo[] = [];
  try {
    return await startParts(start, undo);
  } catch (error) {
    for (const step of undo.toReversed())
      await step().catch((failure: unknown) => start.log.warn({ reason: String(failure) }, "could not undo a step of the start"));
    throw error;
  }
}

async function startParts(start: StartOptions, undo: Undo[]): Promise<StartedServer> {
  const { options, terminal, printer } = start;
  const { clock } = terminal;
  const log = libraryLog(start.log);
  const warn = (text: string): void => printer.warn(text);
  await makeDataDirectory(options.dataDirectory);
  const database = await accessDatabase({ options, clock, log, mayShare: false });
  undo.push(() => database.close());
  await prepareSchema(database, options, log);
  await checkRequestRole(database, log, warn);
  const keyring = await openKeyring(options, warn);
  const providers = options.providersFile === undefined ? {} : await providersFromFile(options.providersFile);
  const kinds = options.kindsFile === undefined ? {} : await kindsFromFile(options.kindsFile);
  const post = accessMail(options, clock, printer);
  const holdfast = await openHoldfast(
    holdfastOptions(options, { urls: database, keyring, providers, kinds, clock, log, mail: post.mail }),
  );
  undo.push(() => holdfast.close(0));
  const recovered = holdfast.status().drain.recovered;
  const sampled = options.sampleCatalogue ? await loadSample(holdfast, printer) : 0;
  const server = await listen(start, holdfast, post);
  post.reachedAt(server.url);
  undo.push(() => server.close(0));
  await record(options, server.url, database);
  const parts = { options, clock, server, holdfast, database };
  return { url: server.url, holdfast, database, recovered, sampled, stop: () => stopServer(parts) };
}

/** The console that was built beside this program. */
const builtInConsole = fileURLToPath(new URL("../../../console/dist", import.meta.url));

function jwtOptions(options: Options): { readonly jwt?: JwtOptions } {
  const { jwtIssuer: issuer, jwtAudience: audience, jwksUrl, jwtUserClaim: userClaim, jwtProvisionUsers: provision } = options;
  if (issuer === undefined || audience === undefined) return {};
  const clockTolerance = options.jwtClockTolerance / 1000;
  return { jwt: { issuer, audience, userClaim, provision, clockTolerance, ...(jwksUrl === undefined ? {} : { jwksUrl }) } };
}

async function listen({ options, log }: StartOptions, holdfast: Holdfast, { mailbox }: MailAccess): Promise<RunningServer> {
  const { publicOrigin, secureCookies, trustedProxies, host, port } = options;
  const app = createServerApp({
    holdfast,
    log,
    version,
    trustedProxies,
    ...jwtOptions(options),
    ...(mailbox === undefined ? {} : { mailbox }),
    rateLimits: options.rateLimits && holdfast.rateLimits,
    overload: { requestsUnderWay: options.requestsUnderWay, loopDelayMs: options.eventLoopDelay },
    consoleDirectory: options.consoleDirectory ?? builtInConsole,
    ...(publicOrigin === undefined ? {} : { origin: publicOrigin }),
    ...(secureCookies === undefined ? {} : { secureCookies }),
  });
  return serveHttp({ app, log, host, port });
}

async function record({ dataDirectory }: Options, url: string, database: DatabaseAccess): Promise<void> {
  const { adminUrl, requestUrl, workerUrl } = database;
  const urls = database.origin === "embedded" ? { database: { adminUrl, requestUrl, workerUrl } } : {};
  await writeServerRecord(dataDirectory, { pid: process.pid, url, ...urls });
}

interface Parts {
  readonly options: Options;
  readonly clock: Terminal["clock"];
  readonly server: RunningServer;
  readonly holdfast: Holdfast;
  readonly database: DatabaseAccess;
}

async function stopServer({ options, clock, server, holdfast, database }: Parts): Promise<"applied" | "deferred"> {
  const end = clock.monotonic() + options.shutdownDeadline;
  const left = (): number => Math.max(0, end - clock.monotonic());
  // Requests that wait get half of the time at the most: what they were acknowledged must still be drained.
  await server.close(left() / 2);
  const state = await holdfast.close(left());
  await database.close();
  await removeServerRecord(options.dataDirectory);
  return state;
}
