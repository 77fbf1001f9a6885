// Hears what other processes have changed, and knows how old that knowledge is: nothing depends on a message arriving (TK-13).
import type pg from "pg";
import type { Database } from "../database/index.js";
import { backoffDelay } from "../runtime/backoff.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { changeChannel, listenForChanges } from "./sql/listen-for-changes.js";
import { sendHeartbeat } from "./sql/send-heartbeat.js";

export interface ChangeFeedOptions {
  readonly database: Pick<Database, "connect">;
  readonly clock: Clock;
  readonly log: Log;
  /** Δ: milliseconds after which memory is no longer believed unless a heartbeat says that nothing was missed. Default 1,000. */
  readonly delta?: number | undefined;
  /** Milliseconds between two heartbeats. Default Δ/4. */
  readonly beatEvery?: number | undefined;
  /** Milliseconds without an answer after which the connection is given up as half-open. Default 5 Δ. */
  readonly patience?: number | undefined;
}

/** Compared on the hot path: one number. */
export interface Freshness {
  /** Monotonic milliseconds until which this process has certainly heard of everything older than Δ. */
  readonly until: number;
}

export interface ChangeFeedStatus {
  readonly connected: boolean;
  /** Milliseconds since the sending of the last heartbeat that came back: how old this process's knowledge is. Null before the first. */
  readonly ageMs: number | null;
  readonly deltaMs: number;
  readonly beats: number;
  readonly changes: number;
  /** Times that the connection was made again. */
  readonly reconnects: number;
}

export interface ChangeFeed {
  readonly freshness: Freshness;
  /** Calls `listener` with the body of every change of this topic. */
  on(topic: string, listener: (body: unknown) => void): void;
  /** Changes may have been missed: what is in memory from before this call is not believed any more. */
  onGap(listener: () => void): void;
  status(): ChangeFeedStatus;
  /** Resolves when the first heartbeat is back, or the first try has failed; it goes on trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const closed = "The connection was closed.";
const backoff = { first: 50, most: 2000 } as const;

/**
 * LISTEN on a direct connection. Notifications arrive in the order of commits, so when a heartbeat is back, whatever was committed
 * before it was sent has been heard: the age of this process's knowledge is the time since that sending.
 */
export function createChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  return new Feed(options);
}

class Feed implements ChangeFeed {
  readonly freshness = { until: Number.NEGATIVE_INFINITY };
  readonly #options: ChangeFeedOptions;
  readonly #clock: Clock;
  readonly #delta: number;
  readonly #patience: number;
  /** One for each connection, so that no heartbeat of an earlier one counts. */
  #sender = "";
  readonly #listeners = new Map<string, ((body: unknown) => void)[]>();
  readonly #gapListeners: (() => void)[] = [];
  readonly #ending = new AbortController();
  /** Heartbeats under way: when each was sent. */
  readonly #sent = new Map<number, number>();
  #running: Promise<void> | undefined;
  #firstRound: () => void = () => undefined;
  #lastBack: number | undefined;
  #connected = false;
  #beats = 0;
  #changes = 0;
  #connections = 0;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#delta = options.delta ?? 1000;
    this.#patience = options.patience ?? this.#delta * 5;
  }

  on(topic: string, listener: (body: unknown) => void): void {
    const known = this.#listeners.get(topic);
    if (known === undefined) this.#listeners.set(topic, [listener]);
    else known.push(listener);
  }

  onGap(listener: () => void): void {
    this.#gapListeners.push(listener);
  }

  status(): ChangeFeedStatus {
    return {
      connected: this.#connected,
      ageMs: this.#lastBack === undefined ? null : Math.max(0, this.#clock.monotonic() - this.#lastBack),
      deltaMs: this.#delta,
      beats: this.#beats,
      changes: this.#changes,
      reconnects: Math.max(0, this.#connections - 1),
    };
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    const firstRound = new Promise<void>((resolve) => (this.#firstRound = resolve));
    this.#running = this.#run();
    await firstRound;
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (let failures = 0; !signal.aborted;) {
      const before = this.#beats;
      const reason = await this.#connection();
      this.#connected = false;
      this.#firstRound();
      if (signal.aborted) return;
      failures = this.#beats > before ? 1 : failures + 1;
      this.#options.log.warn("The change feed was lost; memory is not believed until it is back.", { reason, failures });
      await this.#clock.pause(backoffDelay(failures, backoff, this.#clock), signal);
    }
  }

  /** One connection, from its beginning to its end; answers why it ended. */
  async #connection(): Promise<string> {
    const lost = new AbortController();
    const lose = (): void => lost.abort();
    this.#ending.signal.addEventListener("abort", lose, { once: true });
    let client: pg.Client | undefined;
    try {
      client = await this.#options.database.connect("holdfast change feed");
      client.once("end", lose).once("error", lose);
      client.on("notification", ({ channel, payload }) => {
        if (channel === changeChannel && !lost.signal.aborted) this.#hear(payload ?? "");
      });
      await this.#within(listenForChanges(client), lost.signal);
      // From here on everything is heard; what was missed before is unknown.
      this.#sender = this.#clock.uuid();
      this.#connections += 1;
      this.#connected = true;
      this.#gap();
      await this.#beat(client, lost.signal);
      return closed;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      // Nothing that still arrives on a connection that was given up is believed.
      lose();
      this.#ending.signal.removeEventListener("abort", lose);
      this.#sent.clear();
      await client?.end().catch(() => undefined);
    }
  }

  async #beat(client: pg.Client, lost: AbortSignal): Promise<void> {
    const { beatEvery = this.#delta / 4 } = this.#options;
    const begun = this.#clock.monotonic();
    for (let count = 1; !lost.aborted; count += 1) {
      const now = this.#clock.monotonic();
      if (now - Math.max(begun, this.#lastBack ?? begun) > this.#patience) throw silence(this.#patience);
      this.#sent.set(count, now);
      await this.#within(sendHeartbeat(client, { sender: this.#sender, count }), lost);
      await this.#clock.pause(beatEvery, lost);
    }
  }

  /** A query that nobody answers is a connection that is half open. */
  async #within(query: Promise<void>, lost: AbortSignal): Promise<void> {
    const over = new AbortController();
    const giveUp = (): void => over.abort();
    lost.addEventListener("abort", giveUp, { once: true });
    const silent = this.#clock.pause(this.#patience, over.signal).then(() => {
      throw lost.aborted ? new Error(closed) : silence(this.#patience);
    });
    try {
      await Promise.race([query, silent]);
    } finally {
      lost.removeEventListener("abort", giveUp);
      over.abort();
      for (const loser of [query, silent]) loser.catch(() => undefined);
    }
  }

  #hear(payload: string): void {
    const message = parse(payload);
    if (message === undefined) {
      this.#options.log.warn("The change feed carried something that is not a notice; memory is not believed.", {
        bytes: payload.length,
      });
      this.#gap();
    } else if (message.topic === "heartbeat") this.#hearBeat(message.body);
    else {
      this.#changes += 1;
      for (const listener of this.#listeners.get(message.topic) ?? []) listener(message.body);
    }
  }

  #hearBeat(body: unknown): void {
    if (!Array.isArray(body) || body[0] !== this.#sender) return;
    const count = Number(body[1]);
    const sent = this.#sent.get(count);
    if (sent === undefined) return;
    this.#sent.delete(count);
    this.#beats += 1;
    this.#lastBack = sent;
    this.freshness.until = sent + this.#delta;
    if (this.#beats === 1) this.#firstRound();
  }

  #gap(): void {
    for (const listener of this.#gapListeners) listener();
  }
}

interface Message {
  readonly topic: string;
  readonly body: unknown;
}

function parse(payload: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(payload);
    if (typeof message !== "object" || message === null) return undefined;
    const topic: unknown = Reflect.get(message, "topic");
    return typeof topic === "string" ? { topic, body: Reflect.get(message, "body") } : undefined;
  } catch {
    return undefined;
  }
}

function silence(patience: number): Error {
  return new Error(`No heartbeat came back for ${patience} ms.`);
}
