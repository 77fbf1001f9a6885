// The event stream: opened by fetch everywhere, so that each opening can name where to go on and a refusal is never final (RT-01, RT-03).
import type { StreamEvent } from "@holdfast/contract";
import type { HoldfastClient } from "./client.js";
import { HoldfastProblem } from "./holdfast-problem.js";
import { createSseParser } from "./sse-parser.js";
import { retryDelay, systemTiming, type Timing } from "./timing.js";

/** `connecting`: at the first attempt. `live`: events arrive. `waiting`: lost, will be tried again. `refused`: signed out. `closed`: by the caller. */
export type StreamState = "connecting" | "live" | "waiting" | "refused" | "closed";

export interface EventStreamOptions {
  readonly client: HoldfastClient;
  /** Deliver what came after this event id; only what is new when absent. */
  readonly after?: string | undefined;
  readonly onEvent: (event: StreamEvent, id: string | undefined) => void;
  readonly onState?: (state: StreamState) => void;
  /** A stream that says nothing for so long, not even a heartbeat, is taken for dead. */
  readonly silenceMs?: number;
  readonly timing?: Timing;
}

export interface EventStream {
  /** Tries again at once instead of after the pause: the network is back. */
  wake(): void;
  close(): void;
}

interface StreamReader {
  /** Each sign of life, heartbeats included. */
  readonly alive: () => void;
  readonly deliver: (data: string, id: string | undefined) => void;
  readonly onRetry: (ms: number) => void;
}

/** Resolves when the stream ends, for whatever reason. */
async function readStream(body: ReadableStream<Uint8Array>, { alive, deliver, onRetry }: StreamReader): Promise<void> {
  const parse = createSseParser(onRetry);
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    for (const message of parse(decoder.decode(value, { stream: true }))) deliver(message.data, message.id);
  }
}

class ReconnectingStream implements EventStream {
  readonly #options: EventStreamOptions;
  readonly #timing: Timing;
  readonly #closed = new AbortController();
  /** Connections in a row that brought no event. */
  #attempt = 0;
  /** What the server asked for: one that has no room for another stream asks for patience. */
  #serverPause = 0;
  #lastId: string | undefined;
  #pause = new AbortController();
  #isSignedOut = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#timing = options.timing ?? systemTiming;
    this.#lastId = options.after;
  }

  async run(): Promise<void> {
    const { onState } = this.#options;
    onState?.("connecting");
    while (!this.#closed.signal.aborted) {
      const refused = await this.#once();
      if (this.#closed.signal.aborted) break;
      if (refused) {
        onState?.("refused");
        return;
      }
      onState?.("waiting");
      this.#attempt += 1;
      this.#pause = new AbortController();
      const ms = Math.max(retryDelay(this.#attempt, this.#timing), this.#serverPause);
      await this.#timing.pause(ms, AbortSignal.any([this.#pause.signal, this.#closed.signal]));
    }
    onState?.("closed");
  }

  wake(): void {
    this.#pause.abort();
  }

  close(): void {
    this.#closed.abort();
  }

  /** One connection from opening to end; true when the server says that nobody is signed in. */
  async #once(): Promise<boolean> {
    const silent = new AbortController();
    const { client, silenceMs = 45_000 } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), silenceMs);
    };
    try {
      alive();
      const headers = { accept: "text/event-stream", ...(this.#lastId === undefined ? {} : { "last-event-id": this.#lastId }) };
      const response = await client.open("events", headers, AbortSignal.any([silent.signal, this.#closed.signal]));
      if (response.body === null) return false;
      this.#options.onState?.("live");
      await readStream(response.body, {
        alive,
        deliver: (data, id) => this.#deliver(data, id),
        onRetry: (ms) => void (this.#serverPause = ms),
      });
      return this.#isSignedOut;
    } catch (error) {
      return error instanceof HoldfastProblem && error.status === 401;
    } finally {
      clearTimeout(timer);
    }
  }

  #deliver(data: string, id: string | undefined): void {
    this.#attempt = 0;
    const event: unknown = JSON.parse(data);
    if (typeof event !== "object" || event === null || !("type" in event)) return;
    if (event.type === "signed_out") this.#isSignedOut = true;
    this.#options.onEvent(event as StreamEvent, id);
    if (id !== undefined) this.#lastId = id;
  }
}

/**
 * Opens the user's stream and keeps it open: after a loss it goes on behind the last event that was delivered, with
 * growing pauses. It ends only when the caller closes it or nobody is signed in any more.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const stream = new ReconnectingStream(options);
  void stream.run();
  return stream;
}
