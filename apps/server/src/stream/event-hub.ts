// Keeps every open event stream: wakes, heartbeats, and ends those whose session has ended (RT-01, RT-03, SC-02).
import type { Position, StreamEvent, UserId } from "@holdfast/contract";
import type { Holdfast, Subscription } from "holdfast";
import type { Logger } from "pino";
import type { Authenticate } from "../security/identity.js";
import { eventFrame, heartbeatFrame, placeFrame } from "./frame.js";
import { LatestOnly } from "./latest-only.js";
import { Delivery } from "./delivery.js";
import type { Sink } from "./sink.js";

/** How often sessions are looked at: an ended one stops receiving within this time, also when it ended elsewhere. */
const CHECK_MS = 500;
const HEARTBEAT_MS = 15_000;

interface OpenStream {
  readonly userId: UserId;
  /** The session token as bytes, outside the JavaScript heap. */
  readonly token: Buffer;
  readonly sink: Sink;
  subscription: Subscription | undefined;
  heartbeatAt: number;
  open: boolean;
}

export interface StreamRequest {
  readonly userId: UserId;
  readonly token: string;
  readonly after: Position | undefined;
  readonly sink: Sink;
}

function joined(...subscriptions: readonly Subscription[]): Subscription {
  return {
    close: () => {
      for (const subscription of subscriptions) subscription.close();
    },
  };
}

export class EventHub {
  readonly #holdfast: Holdfast;
  readonly #authenticate: Authenticate;
  readonly #log: Logger;
  readonly #streams = new Map<UserId, Set<OpenStream>>();
  readonly #progress = new LatestOnly<OpenStream>();
  #size = 0;
  #timer: NodeJS.Timeout | undefined;
  #checking = false;
  #stopped = false;

  constructor(holdfast: Holdfast, authenticate: Authenticate, log: Logger) {
    this.#holdfast = holdfast;
    this.#authenticate = authenticate;
    this.#log = log;
  }

  /** Open streams, in all and of one user. */
  get size(): number {
    return this.#size;
  }
  streamsOf(userId: UserId): number {
    return this.#streams.get(userId)?.size ?? 0;
  }

  /**
   * Begins delivery; resolves when the subscription stands. A failure ends the stream, which has already begun: the reader
   * comes back to where it was.
   */
  async open({ userId, token, after, sink }: StreamRequest): Promise<void> {
    const stream: OpenStream = {
      userId,
      token: Buffer.from(token, "latin1"),
      sink,
      subscription: undefined,
      heartbeatAt: performance.now() + HEARTBEAT_MS,
      open: true,
    };
    this.#add(stream);
    void sink.gone.then(() => this.#end(stream));
    const delivery = new Delivery((event) => this.#write(stream, eventFrame(event)));
    const tell = (event: StreamEvent): void =>
      event.type === "applied" ? this.#progress.add(stream, () => delivery.take(event)) : delivery.take(event);
    try {
      const watching = this.#holdfast.connections.watch(userId, tell);
      stream.subscription = watching;
      const from = after ?? (await this.#beginning(stream));
      const subscription = await this.#holdfast.selections.subscribe(userId, from, tell);
      // The history may be more than a reader takes at once: what happens meanwhile waits behind it.
      void delivery.catchUp(() => (stream.open ? sink.room() : undefined));
      // The reader may have left while history was being read.
      if (stream.open) stream.subscription = joined(watching, subscription);
      else subscription.close();
    } catch (error) {
      this.#log.warn({ error: error instanceof Error ? error.name : typeof error }, "a stream could not be subscribed");
      this.#end(stream);
    }
    if (this.#stopped) this.#end(stream);
  }

  /** Tells all streams of a user something that is in no history. */
  publish(userId: UserId, event: StreamEvent): void {
    for (const stream of this.#streams.get(userId) ?? []) this.#write(stream, eventFrame(event));
  }

  /** Looks at the sessions of a user now, since one began or ended: ended ones hear no more, the others hear of it. */
  async recheck(userId: UserId): Promise<void> {
    await Promise.all([...(this.#streams.get(userId) ?? [])].map((stream) => this.#check(stream)));
    for (const stream of this.#streams.get(userId) ?? []) this.#write(stream, eventFrame({ type: "sessions" }));
  }

  /** Ends every stream; readers reconnect to whoever answers next. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const streams of [...this.#streams.values()]) for (const stream of [...streams]) this.#end(stream);
  }

  /** A new reader learns at once where it stands, so that it misses nothing even if the first event never reaches it. */
  async #beginning(stream: OpenStream): Promise<Position> {
    const { position } = await this.#holdfast.selections.groups(stream.userId);
    this.#write(stream, placeFrame(position));
    return position;
  }

  #add(stream: OpenStream): void {
    const streams = this.#streams.get(stream.userId) ?? new Set();
    streams.add(stream);
    this.#streams.set(stream.userId, streams);
    this.#size += 1;
    this.#timer ??= setInterval(() => void this.#tick(), CHECK_MS).unref();
  }

  #end(stream: OpenStream): void {
    if (!stream.open) return;
    stream.open = false;
    stream.subscription?.close();
    this.#progress.forget(stream);
    stream.sink.close();
    stream.token.fill(0);
    const streams = this.#streams.get(stream.userId);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(stream.userId);
    this.#size -= 1;
    if (this.#size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #write(stream: OpenStream, bytes: Uint8Array): void {
    if (stream.open && !stream.sink.write(bytes)) this.#end(stream);
  }

  async #tick(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    const streams = [...this.#streams.values()].flatMap((set) => [...set]);
    await Promise.all(streams.map((stream) => this.#check(stream)));
    const now = performance.now();
    for (const stream of streams) {
      if (now < stream.heartbeatAt) continue;
      stream.heartbeatAt = now + HEARTBEAT_MS;
      this.#write(stream, heartbeatFrame);
    }
    this.#checking = false;
  }

  /** Ends the stream unless its session is known to live. Not to know is not enough: it fails closed, and the reader comes back. */
  async #check(stream: OpenStream): Promise<void> {
    if (!stream.open) return;
    try {
      if ((await this.#authenticate(stream.token.toString("latin1"), {})) !== undefined) return;
      this.#write(stream, eventFrame({ type: "signed_out" }));
      this.#end(stream);
    } catch {
      this.#log.warn("a stream was ended because its session could not be checked");
      this.#end(stream);
    }
  }
}
