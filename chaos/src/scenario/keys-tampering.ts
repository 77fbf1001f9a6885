// Changes sealed secrets in the tables in every way that somebody with the database could, and asks two processes for them.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { UserId } from "@holdfast/contract";
import { generateKey } from "holdfast";
import type { Run } from "../scenario.js";
import { accessOf, platformTokens } from "../stage/plaintext.js";
import type { Stage } from "../stage/stage.js";
import { StoreWorker } from "../worker/store-worker.js";

export interface Tampering {
  readonly injected: number;
  /** Reads of secrets that were changed, and those of them that failed closed. */
  readonly asked: number;
  readonly refused: number;
  /** As the processes count the events themselves. */
  readonly counted: number;
  /** Secrets that did not open again after what was done to them was undone. */
  readonly lost: number;
  /** Until a process that had a secret in memory stopped to serve it. */
  readonly longestMs: number;
  readonly problems: readonly string[];
}

const { provider } = platformTokens;
const victims = 12;

interface Row {
  readonly userId: UserId;
  readonly id: string;
  readonly access: Buffer;
  readonly refresh: Buffer;
  readonly keyId: string;
}

/** What is put in the place of a secret. */
type Change = (row: Row, other: Row, run: Run) => Buffer;

const changes: Readonly<Record<string, Change>> = {
  "a bit flipped": ({ access }, _, { chance }) => {
    const flipped = Buffer.from(access);
    const at = chance.between(0, flipped.length - 1);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.between(0, 7));
    return flipped;
  },
  "taken from another row": (_, { access }) => access,
  "taken from the other column": ({ refresh }) => refresh,
  "the plaintext itself": ({ userId }) => Buffer.from(accessOf(userId)),
  "cut short": ({ access }) => access.subarray(0, access.length - 1),
  noise: () => randomBytes(80),
  empty: () => Buffer.alloc(0),
};

export async function tamperWithSeals(run: Run, stage: Stage): Promise<Tampering> {
  const { requestUrl, workerUrl, keys } = stage.order;
  const warm = new StoreWorker(run.program, { requestUrl, workerUrl, keys });
  const stranger = new StoreWorker(run.program, { requestUrl, workerUrl, keys: generateKey("elsewhere").reveal() });
  try {
    await Promise.all([warm.opened(), stranger.opened()]);
    const tampering = new TamperingScene(run, stage, warm);
    for (const [name, change] of Object.entries(changes)) await tampering.change(name, change);
    await tampering.rollBack();
    await tampering.withoutKey(stranger);
    return await tampering.report();
  } finally {
    await Promise.all([warm.close(), stranger.close()]);
  }
}

class TamperingScene {
  readonly #run: Run;
  readonly #stage: Stage;
  readonly #warm: StoreWorker;
  readonly #problems: string[] = [];
  readonly #refusals = new Set<string>();
  #injected = 0;
  #asked = 0;
  #refused = 0;
  #strangers = 0;
  #lost = 0;
  #longest = 0;

  constructor(run: Run, stage: Stage, warm: StoreWorker) {
    this.#run = run;
    this.#stage = stage;
    this.#warm = warm;
  }

  async change(name: string, change: Change): Promise<void> {
    const rows = await this.#rows();
    await this.#get(this.#warm, rows);
    const after = rows.map((row, index) => change(row, rows[(index + 1) % rows.length] ?? row, this.#run));
    await this.#place(rows, after);
    await this.#expectRefusals(name, rows);
    await this.#place(
      rows,
      rows.map(({ access }) => access),
    );
    await this.#expectTexts(
      rows,
      rows.map(({ userId }) => accessOf(userId)),
    );
  }

  /** An older ciphertext of the same row, put back after the token was replaced. */
  async rollBack(): Promise<void> {
    const older = await this.#rows();
    const written = this.#warm.send("write", { users: older.map(({ userId }) => userId), provider });
    await pause(500);
    await this.#warm.send("stopWriting", {});
    const { last } = await written;
    const newer = await this.#rows();
    await this.#place(
      newer,
      older.map(({ access }) => access),
    );
    const replaced = newer.filter(({ userId }) => last[userId] !== undefined);
    if (replaced.length === 0) this.#problems.push("No token was replaced, so nothing could be rolled back.");
    await this.#expectRefusals("rolled back", replaced);
    await this.#place(
      newer,
      newer.map(({ access }) => access),
    );
    await this.#expectTexts(
      newer,
      newer.map(({ userId }) => last[userId] ?? accessOf(userId)),
    );
  }

  /** A process whose keyring lacks the key. */
  async withoutKey(stranger: StoreWorker): Promise<void> {
    const rows = await this.#rows();
    const shown = await this.#get(stranger, rows);
    this.#injected += 1;
    this.#judge("without its key", shown, /^error key_missing: /);
    this.#strangers = await stranger.send("unopened", {});
    if (this.#strangers !== rows.length)
      this.#problems.push(`A process without the key counted ${this.#strangers} of ${rows.length} events.`);
  }

  async report(): Promise<Tampering> {
    const counted = (await this.#warm.send("unopened", {})) + this.#strangers;
    if (this.#refusals.size > 1) this.#problems.push(`Refusals differ, and tell something: ${[...this.#refusals].join(" / ")}`);
    if (counted !== this.#refused) this.#problems.push(`${this.#refused} reads were refused and ${counted} events counted.`);
    return {
      injected: this.#injected,
      asked: this.#asked,
      refused: this.#refused,
      counted,
      lost: this.#lost,
      longestMs: this.#longest,
      problems: this.#problems,
    };
  }

  #rows(): Promise<readonly Row[]> {
    return this.#stage.query<Row>(
      `select user_id as "userId", id, access_token as access, refresh_token as refresh, key_id as "keyId"
       from holdfast.held_token where provider = $1 order by user_id limit $2`,
      [provider, victims],
    );
  }

  async #place(rows: readonly Row[], secrets: readonly Buffer[]): Promise<void> {
    await this.#stage.query(
      `update holdfast.held_token token set access_token = changed.access
       from unnest($1::uuid[], $2::bytea[]) as changed (id, access) where token.id = changed.id`,
      [rows.map(({ id }) => id), secrets],
    );
  }

  async #get(worker: StoreWorker, rows: readonly Row[]): Promise<readonly string[]> {
    const shown = await worker.send("get", { users: rows.map(({ userId }) => userId), provider, callers: 1 });
    return shown.map(([text = ""]) => text);
  }

  /** A process that has the secret in memory hears of the change; from then on nothing is served. */
  async #expectRefusals(name: string, rows: readonly Row[]): Promise<void> {
    this.#injected += 1;
    const began = performance.now();
    for (;;) {
      const heard = await this.#heard(rows);
      this.#longest = Math.max(this.#longest, performance.now() - began);
      if (heard || performance.now() - began > 2000) break;
      await pause(2);
    }
    this.#judge(name, await this.#get(this.#warm, rows), /^error unseal_failed: |^error key_missing: /);
  }

  /** Whether memory has let go of all of them. What is refused meanwhile is counted too. */
  async #heard(rows: readonly Row[]): Promise<boolean> {
    const shown = await this.#get(this.#warm, rows);
    const refused = shown.filter((text) => text.startsWith("error ")).length;
    [this.#asked, this.#refused] = [this.#asked + refused, this.#refused + refused];
    return refused === rows.length;
  }

  #judge(name: string, shown: readonly string[], refusal: RegExp): void {
    this.#asked += shown.length;
    for (const text of shown) {
      if (refusal.test(text)) this.#refused += 1;
      else this.#problems.push(`A secret that was ${name} was not refused but answered with "${text.slice(0, 20)}".`);
      if (/access-|refresh-|written-/.test(text)) this.#problems.push(`A refusal of a secret that was ${name} shows a secret.`);
      const said = text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
      if (said.startsWith("error unseal_failed")) this.#refusals.add(said);
    }
  }

  async #expectTexts(rows: readonly Row[], texts: readonly string[]): Promise<void> {
    const began = performance.now();
    let wrong = rows.length;
    while (wrong > 0 && performance.now() - began < 2000) {
      const shown = await this.#get(this.#warm, rows);
      const refused = shown.filter((text) => text.startsWith("error ")).length;
      [this.#asked, this.#refused] = [this.#asked + refused, this.#refused + refused];
      wrong = shown.filter((text, index) => text !== texts[index]).length;
    }
    this.#lost += wrong;
  }
}
