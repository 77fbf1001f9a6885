// One event stream for all tabs of a browser (RT-01): one tab reads it and tells the others; when it goes, another takes over.
import type { StreamEvent } from "@holdfast/contract";
import { openEventStream, type EventStream, type EventStreamOptions, type StreamState } from "./event-stream.js";

/** What tabs tell each other. `ask`: a new tab wants to know how the stream stands. `wake`: try again at once. */
type TabMessage =
  | { readonly kind: "event"; readonly event: StreamEvent; readonly id: string | undefined }
  | { readonly kind: "state"; readonly state: StreamState }
  | { readonly kind: "ask" | "wake" };

export interface SharedEventStreamOptions extends EventStreamOptions {
  /** Tabs with the same name share: it must tell users apart. */
  readonly name: string;
}

class SharedStream implements EventStream {
  readonly #options: SharedEventStreamOptions;
  readonly #channel: BroadcastChannel;
  readonly #closed = new AbortController();
  #own: EventStream | undefined;
  #state: StreamState = "connecting";
  #lastId: string | undefined;

  constructor(options: SharedEventStreamOptions) {
    this.#options = options;
    this.#lastId = options.after;
    this.#channel = new BroadcastChannel(`holdfast ${options.name}`);
    this.#channel.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => this.#hear(data));
    this.#tell({ kind: "ask" });
    // The lock is held until the tab closes the stream or goes away; then the next in line gets it.
    void navigator.locks
      .request(`holdfast ${options.name}`, { signal: this.#closed.signal }, () => this.#lead())
      .catch(() => undefined);
  }

  wake(): void {
    if (this.#own === undefined) this.#tell({ kind: "wake" });
    else this.#own.wake();
  }

  close(): void {
    this.#closed.abort();
    this.#own?.close();
    this.#channel.close();
  }

  /** Reads the stream for all tabs, behind the last event that this tab was told. */
  #lead(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closed.signal.aborted) return resolve();
      this.#closed.signal.addEventListener("abort", () => resolve());
      this.#own = openEventStream({
        ...this.#options,
        after: this.#lastId,
        onEvent: (event, id) => {
          this.#tell({ kind: "event", event, id });
          this.#deliver(event, id);
        },
        onState: (state) => {
          this.#tell({ kind: "state", state });
          this.#enter(state);
        },
      });
    });
  }

  #hear(message: TabMessage): void {
    if (message.kind === "event") this.#deliver(message.event, message.id);
    else if (message.kind === "state") this.#enter(message.state);
    else if (this.#own === undefined) return;
    else if (message.kind === "wake") this.#own.wake();
    else this.#tell({ kind: "state", state: this.#state });
  }

  #deliver(event: StreamEvent, id: string | undefined): void {
    this.#lastId = id ?? this.#lastId;
    this.#options.onEvent(event, id);
  }

  #enter(state: StreamState): void {
    if (state === this.#state) return;
    // The tab that read the stream has closed it for itself: here another one takes over.
    this.#state = state === "closed" && !this.#closed.signal.aborted ? "waiting" : state;
    this.#options.onState?.(this.#state);
  }

  #tell(message: TabMessage): void {
    if (!this.#closed.signal.aborted) this.#channel.postMessage(message);
  }
}

/** Like `openEventStream`, shared among the tabs of one browser where it can be; otherwise a stream of its own. */
export function openSharedEventStream(options: SharedEventStreamOptions): EventStream {
  const canShare = globalThis.navigator?.locks != null && typeof BroadcastChannel === "function";
  return canShare ? new SharedStream(options) : openEventStream(options);
}
