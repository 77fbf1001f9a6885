// Overload (LI-02): ten times as many callers as the server takes. It refuses early, stays small, and does what it accepted.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { FlushAnswer, OperationId, RecordId, SignedIn, UserId } from "@holdfast/contract";
import { readUser } from "../check/read-user.js";
import { Tally } from "../check/tally.js";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { type HttpServer, startHttpServer } from "../stage/http-server.js";
import { onStage, type Stage } from "../stage/stage.js";

const capacity = 20;
const crowdSize = 10 * capacity;
const people = 20;
const settleMs = 60_000;
const mebibyte = 1024 ** 2;
/** What a server of this size may need, and how much it may grow under ten times its load. */
const memoryBound = 400 * mebibyte;

export const overload: Scenario = {
  name: "overload",
  fault: "F20",
  purpose: "ten times as many callers as capacity: refused early with a time to retry, bounded memory, accepted work done",
  run: (run) => onStage({ users: 0, records: 5000 }, (stage) => press(run, stage)),
};

interface Person {
  readonly userId: UserId;
  readonly token: string;
  readonly acknowledged: Set<OperationId>;
  next: number;
}

interface Wave {
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
}

async function press({ say, seconds, short }: Run, stage: Stage): Promise<Outcome> {
  const tally = new Tally();
  const flags = ["--requests-under-way", String(capacity), "--event-loop-delay", "0"];
  const server = await startHttpServer(stage, flags);
  try {
    const crowd = await join(server);
    const forMs = (seconds ?? (short ? 3 : 10)) * 1000;
    const call = (callers: number): Promise<Wave> => wave(server, crowd, stage.records, tally, callers, forMs);
    const usual = await call(capacity / 2);
    const pressed = await call(crowdSize);
    const after = await call(capacity / 2);
    const memory = await residentBytes(server);
    for (const { token } of crowd) await settle(server, token, tally);
    for (const person of crowd) await reckon(stage, person, tally);
    const figures = figuresOf(usual, pressed, after, memory, forMs);
    judge(figures, pressed, tally);
    say(
      `${figures["acceptedPerSecondPressed"]} of ${figures["acceptedPerSecondUsual"]} accepted per second at ten times the callers; ${pressed.refused.length} refused, p99 ${figures["refusedP99Ms"]} ms`,
    );
    const acknowledged = crowd.reduce((sum, person) => sum + person.acknowledged.size, 0);
    return {
      injected: 1,
      acknowledged,
      lost: tally.lost,
      doubled: tally.doubled,
      longestRecoveryMs: 0,
      figures,
      problems: tally.problems,
    };
  } finally {
    await server.stop();
  }
}

/** A busy machine may take longer than one flush has patience for: what is late is not lost. */
async function settle(server: HttpServer, token: string, tally: Tally): Promise<void> {
  for (const end = performance.now() + settleMs; performance.now() < end;) {
    const { status, text } = await server.ask("POST", "/api/v1/flush", { token });
    if (status === 200 && (JSON.parse(text) as FlushAnswer).state === "applied") return;
  }
  tally.wrong(`The database has not caught up ${settleMs / 1000} seconds after the overload.`);
}

async function join(server: HttpServer): Promise<readonly Person[]> {
  const joined: Person[] = [];
  for (let place = 0; place < people; place += 1) {
    const email = `caller-${place}@example.test`;
    const password = "a pass phrase of a caller";
    await server.ask("POST", "/api/v1/accounts", { body: { email, password } });
    const { status, text } = await server.ask("POST", "/api/v1/sessions", { body: { email, password, transport: "bearer" } });
    if (status !== 201) throw new Error(`Caller ${place} could not sign in: ${status} ${text.slice(0, 200)}`);
    const { account, token = "" } = JSON.parse(text) as SignedIn;
    joined.push({ userId: account.id, token, acknowledged: new Set(), next: 0 });
  }
  return joined;
}

/** `callers` callers, each with the next change as soon as it has an answer, for `forMs`. */
async function wave(
  server: HttpServer,
  crowd: readonly Person[],
  records: readonly RecordId[],
  tally: Tally,
  callers: number,
  forMs: number,
): Promise<Wave> {
  const [accepted, refused]: [number[], number[]] = [[], []];
  const end = performance.now() + forMs;
  const work = async (person: Person): Promise<void> => {
    while (performance.now() < end) {
      const operationId = randomUUID() as OperationId;
      const recordId = records[person.next++ % records.length];
      const answer = await server.ask("POST", "/api/v1/operations", {
        token: person.token,
        body: { operationId, change: { kind: "select", recordId } },
      });
      if (answer.status === 200) {
        person.acknowledged.add(operationId);
        accepted.push(answer.tookMs);
      } else if (answer.status === 503 && Number(answer.headers["retry-after"]) >= 1) {
        refused.push(answer.tookMs);
        await pause(20);
      } else tally.wrong(`A caller was answered ${answer.status}: ${answer.text.slice(0, 200)}.`);
    }
  };
  const workers = Array.from({ length: callers }, (_, place) => crowd[place % crowd.length]).filter(
    (person) => person !== undefined,
  );
  await Promise.all(workers.map(work));
  return { accepted, refused };
}

async function residentBytes(server: HttpServer): Promise<number> {
  const { text } = await server.ask("GET", "/metrics");
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1] ?? Number.NaN);
}

async function reckon(stage: Stage, { userId, acknowledged }: Person, tally: Tally): Promise<void> {
  const { operations } = await readUser(stage, userId);
  const seen = new Set<OperationId>();
  for (const { id, answer } of operations) {
    // The default group is made by itself.
    if (answer.kind !== "select") continue;
    if (seen.has(id)) tally.double(id, "it is in the database twice");
    seen.add(id);
    if (!acknowledged.has(id)) tally.wrong(`Operation ${id} was refused and is in the database.`);
  }
  for (const id of acknowledged) if (!seen.has(id)) tally.lose(id, "it is not in the database");
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

function figuresOf(usual: Wave, pressed: Wave, after: Wave, memory: number, forMs: number): Readonly<Record<string, number>> {
  const perSecond = (wave: Wave): number => Math.round((wave.accepted.length * 1000) / forMs);
  return {
    capacity,
    callers: crowdSize,
    acceptedPerSecondUsual: perSecond(usual),
    acceptedPerSecondPressed: perSecond(pressed),
    acceptedPerSecondAfter: perSecond(after),
    refused: pressed.refused.length,
    acceptedP99Ms: percentile(pressed.accepted, 0.99),
    refusedP99Ms: percentile(pressed.refused, 0.99),
    residentMiB: Math.round(memory / mebibyte),
  };
}

function judge(figures: Readonly<Record<string, number>>, pressed: Wave, tally: Tally): void {
  const { acceptedPerSecondUsual = 0, acceptedPerSecondPressed = 0, refusedP99Ms = 0, residentMiB = 0 } = figures;
  if (pressed.refused.length === 0) tally.wrong("Nobody was refused at ten times the capacity.");
  if (acceptedPerSecondPressed < acceptedPerSecondUsual / 4)
    tally.wrong("Under overload less than a quarter of the usual work was done.");
  if (refusedP99Ms > 2000) tally.wrong(`A refusal took ${refusedP99Ms} ms.`);
  if (!(residentMiB * mebibyte < memoryBound)) tally.wrong(`The server needs ${residentMiB} MiB.`);
}
