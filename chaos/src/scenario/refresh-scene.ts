// What the scenario of refreshing plays on: a provider behind a front with faults, processes that share its accounts, and the reckoning.
import { setTimeout as pause } from "node:timers/promises";
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore, type TokenStore } from "holdfast";
import { type Fault, type FaultyProvider, openFaultyProvider } from "holdfast/testing/provider";
import type { Outcome, Run } from "../scenario.js";
import { onStage, type Stage } from "../stage/stage.js";
import type { StoreOrder } from "../worker/store-protocol.js";
import { StoreWorker } from "../worker/store-worker.js";
import { RefreshBook } from "./refresh-book.js";

export type FaultKind = "none" | "slow" | "unavailable" | "limited" | "error with 200" | "cut" | "answer lost" | "process dies";

export interface Course {
  readonly processes: number;
  readonly accounts: number;
  readonly callers: number;
  /** One expiry of all accounts each. */
  readonly faults: readonly FaultKind[];
}

const provider = "judge";
/** Longer than an access token of the provider lives. */
const lifetime = 3600_000;
const refreshOptions = {
  every: 0,
  revokeEvery: 0,
  margin: 0,
  callDeadline: 5000,
  leaseReserve: 1000,
  firstWait: 50,
  patience: 60_000,
} as const;

/** What a kind of fault is to the front; a process that dies needs more than that. */
const faultOf: Readonly<Record<Exclude<FaultKind, "none" | "process dies">, Fault>> = {
  slow: { kind: "hold answer" },
  unavailable: { kind: "answer", status: 503, headers: { "retry-after": "1" } },
  limited: { kind: "answer", status: 429, headers: { "retry-after": "1" } },
  "error with 200": { kind: "answer", status: 200, body: JSON.stringify({ error: "temporarily_unavailable" }) },
  cut: { kind: "cut" },
  "answer lost": { kind: "lose answer" },
};

export function playRefreshes(run: Run, course: Course): Promise<Outcome> {
  return onStage({ users: course.accounts, records: 1 }, async (stage) => {
    const judge = await openFaultyProvider();
    const { requestUrl, workerUrl, keys } = stage.order;
    const order: StoreOrder = { requestUrl, workerUrl, keys, providers: { [provider]: judge.options }, refresh: refreshOptions };
    const owner = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 4 }, keyring: Keyring.parse(keys) });
    const workers = Array.from({ length: course.processes }, () => new StoreWorker(run.program, order));
    try {
      await Promise.all(workers.map((worker) => worker.opened()));
      const scene = new RefreshScene({ run, course, stage, judge, order, owner, workers });
      return await scene.play();
    } finally {
      await Promise.all(workers.map((worker) => worker.close()));
      await owner.close();
      await judge.close();
    }
  });
}

interface Parts {
  readonly run: Run;
  readonly course: Course;
  readonly stage: Stage;
  readonly judge: FaultyProvider;
  readonly order: StoreOrder;
  readonly owner: TokenStore;
  readonly workers: readonly StoreWorker[];
}

class RefreshScene {
  readonly #parts: Parts;
  readonly #book = new RefreshBook();
  #forward = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async play(): Promise<Outcome> {
    const { course, stage, run } = this.#parts;
    for (const userId of stage.users) await this.#connect(userId);
    for (const [index, fault] of course.faults.entries()) {
      await this.#expire();
      await this.#round(fault);
      if (!run.short && index % 10 === 9) run.say(`${index + 1} of ${course.faults.length} expiries`);
    }
    const outcome = this.#book.outcome();
    run.say(this.#book.sentence());
    return outcome;
  }

  /** A new grant at the provider, kept as the user's token, which lives until the next expiry. */
  async #connect(userId: UserId): Promise<void> {
    const { judge, owner } = this.#parts;
    const refreshToken = await judge.grant(userId);
    const expiresAt = new Date(Date.now() + this.#forward + lifetime).toISOString();
    await owner.tokens.put({ userId }, { provider }, { accessToken: `first-${userId}`, refreshToken, expiresAt });
  }

  async #expire(): Promise<void> {
    const milliseconds = lifetime + 60_000;
    this.#forward += milliseconds;
    await Promise.all(this.#parts.workers.map((worker) => worker.send("forward", { milliseconds })));
  }

  /** One expiry of every account, with one fault. */
  async #round(fault: FaultKind): Promise<void> {
    const { stage, judge } = this.#parts;
    const before = judge.refreshes.length;
    const began = performance.now();
    if (fault === "process dies") await this.#dieWhileRefreshing();
    else if (fault !== "none") judge.next("/token", faultOf[fault]);
    const slow = fault === "slow" ? this.#releaseLate() : undefined;
    const answers = await this.#ask();
    await slow;
    const statuses = await this.#statuses();
    this.#book.add({
      fault,
      accounts: stage.users.length,
      calls: judge.refreshes.slice(before),
      answers,
      dead: statuses.filter(({ status }) => status === "reconnect_required"),
      milliseconds: performance.now() - began,
    });
    for (const { userId, status } of statuses) if (status !== "active") await this.#connect(userId);
  }

  /** Every process, every account, many callers; by account, what each of them was shown. */
  async #ask(): Promise<readonly (readonly string[])[]> {
    const { workers, course, stage } = this.#parts;
    const asked = { users: stage.users, provider, callers: course.callers };
    const shown = await Promise.all(workers.map((worker) => worker.send("get", asked)));
    return stage.users.map((_, index) => shown.flatMap((byAccount) => byAccount[index] ?? []));
  }

  async #releaseLate(): Promise<void> {
    const { judge, run } = this.#parts;
    const hold = await judge.held();
    await pause(run.chance.between(200, 1200));
    hold.release();
  }

  /** A process of its own refreshes one account, and is killed when the provider has rotated and its answer is on the way. */
  async #dieWhileRefreshing(): Promise<void> {
    const { judge, run, order, stage } = this.#parts;
    judge.next("/token", { kind: "hold answer" });
    const victim = new StoreWorker(run.program, { ...order, forward: this.#forward });
    await victim.opened();
    const asked = { users: [run.chance.pick(stage.users)], provider, callers: 1 };
    victim.send("get", asked).catch(() => undefined);
    const hold = await judge.held();
    await victim.kill();
    hold.release();
  }

  async #statuses(): Promise<readonly { readonly userId: UserId; readonly status: string; readonly reason: string | null }[]> {
    return this.#parts.stage.query(
      'select user_id as "userId", status, status_reason as reason from holdfast.held_token where provider = $1',
      [provider],
    );
  }
}
