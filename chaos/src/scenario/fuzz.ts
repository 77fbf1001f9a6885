// Nonsense (SC-03): requests made out of the API document, nearly right or far from it. Nothing is the server's fault, every answer is described.
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { OperationAnswer, SignedIn, UserId } from "@holdfast/contract";
import { Tally } from "../check/tally.js";
import { type ApiDocument, describedIn } from "../fuzz/document.js";
import { judgeBy } from "../fuzz/judge.js";
import { type FuzzRequest, makeRequest } from "../fuzz/make-request.js";
import { send } from "../fuzz/send.js";
import type { Known } from "../fuzz/value.js";
import { createChance } from "../load/chance.js";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { type HttpServer, startHttpServer } from "../stage/http-server.js";
import { onStage, type Stage } from "../stage/stage.js";

const longForm = 100_000;
const shortForm = 1500;
const senders = 8;

export const fuzz: Scenario = {
  name: "fuzz",
  fault: "",
  purpose: "requests made out of the API document, right and wrong: no fault of the server, every answer as described",
  run: (run) => onStage({ users: 0, records: 200 }, (stage) => pelt(run, stage)),
};

type Role = "user" | "administrator";

/** The sessions that requests show. Requests end sessions and erase accounts too: then there is a new one. */
class Sessions {
  readonly #server: HttpServer;
  readonly #stage: Stage;
  readonly #tokens = new Map<Role, Promise<string>>();
  #count = 0;

  constructor(server: HttpServer, stage: Stage) {
    this.#server = server;
    this.#stage = stage;
  }

  of(role: Role): Promise<string> {
    let token = this.#tokens.get(role);
    if (token === undefined) this.#tokens.set(role, (token = this.#begin(role)));
    return token;
  }

  /** The next who asks gets a new session, unless somebody has begun one meanwhile. */
  async ended(role: Role, dead: string): Promise<void> {
    if ((await this.#tokens.get(role)) === dead) this.#tokens.delete(role);
  }

  async #begin(role: Role): Promise<string> {
    const credentials = { email: `${role}-${(this.#count += 1)}@example.test`, password: "a pass phrase of somebody" };
    await this.#server.ask("POST", "/api/v1/accounts", { body: credentials });
    const { text } = await this.#server.ask("POST", "/api/v1/sessions", { body: { ...credentials, transport: "bearer" } });
    const { account, token = "" } = JSON.parse(text) as SignedIn;
    if (role === "administrator") await promote(this.#stage, account.id);
    return token;
  }
}

const promote = (stage: Stage, userId: UserId): Promise<unknown> =>
  stage.query("update holdfast.app_user set role = 'admin' where id = $1", [userId]);

/** A group, an operation and records that are there. */
async function knownOf(server: HttpServer, sessions: Sessions, stage: Stage): Promise<Known> {
  const token = await sessions.of("user");
  const ids: string[] = stage.records.slice(0, 20);
  for (const name of ["One", "Two"]) {
    const operationId = createChance(ids.length).uuid();
    const { text } = await server.ask("POST", "/api/v1/operations", {
      token,
      body: { operationId, change: { kind: "create_group", name } },
    });
    const { groupId } = JSON.parse(text) as OperationAnswer;
    ids.push(operationId, String(groupId));
  }
  return { ids, emails: ["user-1@example.test", "administrator-1@example.test"] };
}

const lie = `hfs_${"A".repeat(43)}`;

async function pelt({ say, seed, short, count }: Run, stage: Stage): Promise<Outcome> {
  const tally = new Tally();
  const server = await startHttpServer(stage, ["--event-loop-delay", "0"]);
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  try {
    const sessions = new Sessions(server, stage);
    const known = await knownOf(server, sessions, stage);
    await sessions.of("administrator");
    const document = JSON.parse((await server.ask("GET", "/api/v1/openapi.json")).text) as ApiDocument;
    const described = describedIn(document);
    const judge = judgeBy(document, described);
    const total = count ?? (short ? shortForm : longForm);
    const statuses = new Map<number, number>();
    let next = 0;
    const tokenFor = async ({ as }: FuzzRequest): Promise<string | undefined> =>
      as === "nobody" ? undefined : as === "liar" ? lie : sessions.of(as);
    const work = async (): Promise<void> => {
      while (next < total) {
        const index = next++;
        // Each request has dice of its own: what one of them finds can be found again.
        const asked = makeRequest(document, described, createChance(seed + index), known);
        const token = await tokenFor(asked);
        const answer = await send(agent, server.url, token, asked);
        if (index > 0 && index % 5000 === 0) say(`${index} of ${total} requests`);
        if (answer === undefined) continue;
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 401 && token !== undefined && (asked.as === "user" || asked.as === "administrator"))
          await sessions.ended(asked.as, token);
        const wrong = judge(asked, answer);
        if (wrong !== undefined)
          tally.wrong(
            `Request ${index} (seed ${seed + index}), ${asked.method} ${asked.target.slice(0, 200)}: ${answer.status}, ${wrong}. ${answer.text.slice(0, 300)}`,
          );
      }
    };
    await Promise.all(Array.from({ length: senders }, work));
    await stillThere(server, tally);
    const figures = Object.fromEntries(
      [...statuses].toSorted(([one], [other]) => one - other).map(([status, times]) => [String(status), times]),
    );
    return {
      injected: total,
      acknowledged: statuses.get(200) ?? 0,
      lost: 0,
      doubled: 0,
      longestRecoveryMs: 0,
      figures,
      problems: tally.problems,
    };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

/** A rejection that nobody handles would have ended the process. */
async function stillThere(server: HttpServer, tally: Tally): Promise<void> {
  await pause(100);
  if (server.hasEnded()) return tally.wrong("The server has ended.");
  const { status, text } = await server.ask("GET", "/readyz");
  if (status !== 200) tally.wrong(`The server is not ready any more: ${text}.`);
}
