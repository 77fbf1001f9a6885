// Where a stream's bytes go, with a bound on what waits for a slow reader: a web stream, or Node's response directly.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

export interface Sink {
  /** False when the reader is too slow or gone: the stream is then over, and the reader resumes with a new one. */
  write(bytes: Uint8Array): boolean;
  /** Resolves when the reader has taken enough for more to be written at a stretch; undefined when there is room now. */
  room(): Promise<void> | undefined;
  /** Ends the stream. Can be called twice. */
  close(): void;
  /** Resolves when the stream is over, whoever ended it. */
  readonly gone: Promise<void>;
}

export interface SinkOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Most bytes that may wait for the reader. */
  readonly bufferBytes: number;
}

export interface OpenedSink {
  readonly sink: Sink;
  readonly response: Response;
}

/** Works wherever the web-standard handler is mounted. */
export function webSink({ headers, bufferBytes }: SinkOptions): OpenedSink {
  let open = true;
  let leave: () => void;
  const gone = new Promise<void>((resolve) => {
    leave = () => {
      open = false;
      resolve();
    };
  });
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let taken: (() => void) | undefined;
  const source = {
    start: (given: typeof controller) => void (controller = given),
    pull: () => taken?.(),
    cancel: () => leave(),
  };
  const body = new ReadableStream<Uint8Array>(source, new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }));
  const close = (): void => {
    if (open) controller.close();
    leave();
  };
  const write = (bytes: Uint8Array): boolean => {
    const left = controller.desiredSize ?? 0;
    // One that waits for nothing gets also what is larger than the bound.
    if (open && left < bytes.byteLength && left < bufferBytes) close();
    if (open) controller.enqueue(bytes);
    return open;
  };
  const room = (): Promise<void> | undefined => {
    if (!open || (controller.desiredSize ?? 0) > bufferBytes / 2) return undefined;
    return Promise.race([gone, new Promise<void>((resolve) => (taken = resolve))]);
  };
  return { sink: { write, room, close, gone }, response: new Response(body, { headers }) };
}

/** Tells @hono/node-server that the answer is already on its way. It looks only into native responses, such as a clone is. */
const alreadySent = (): Response => RESPONSE_ALREADY_SENT.clone();

const chunks = new WeakMap<Uint8Array, Uint8Array>();

/** A frame as one chunk of HTTP/1.1 (RFC 9112, section 7.1), made once for all who get the same frame. */
function chunkOf(frame: Uint8Array): Uint8Array {
  const known = chunks.get(frame);
  if (known !== undefined) return known;
  const chunk = Buffer.concat([Buffer.from(`${frame.byteLength.toString(16)}\r\n`), frame, Buffer.from("\r\n")]);
  chunks.set(frame, chunk);
  return chunk;
}

/**
 * Where chunks can go straight to: Node's response would write the same bytes, in four pieces and later. Undefined where it does not
 * write chunks itself, or has not got its turn on the connection yet.
 */
function socketOf(outgoing: ServerResponse): Socket | undefined {
  return outgoing.chunkedEncoding && outgoing.writableLength === outgoing.socket?.writableLength ? outgoing.socket : undefined;
}

/** Writes to Node's response: no copy and no promise per event and reader. */
export function nodeSink(outgoing: ServerResponse, { headers, bufferBytes }: SinkOptions): OpenedSink {
  const gone = new Promise<void>((resolve) => {
    outgoing.on("close", resolve);
    if (outgoing.destroyed) resolve();
  });
  outgoing.writeHead(200, headers);
  outgoing.flushHeaders();
  const write = (bytes: Uint8Array): boolean => {
    if (outgoing.destroyed || outgoing.writableEnded) return false;
    if (outgoing.writableLength > 0 && outgoing.writableLength + bytes.byteLength > bufferBytes) {
      outgoing.destroy();
      return false;
    }
    const socket = socketOf(outgoing);
    if (socket === undefined) outgoing.write(bytes);
    else socket.write(chunkOf(bytes));
    return true;
  };
  const room = (): Promise<void> | undefined => {
    if (outgoing.destroyed || outgoing.writableLength < bufferBytes / 2) return undefined;
    const source = socketOf(outgoing) ?? outgoing;
    return Promise.race([gone, new Promise<void>((resolve) => void source.once("drain", () => resolve()))]);
  };
  const close = (): void => {
    if (!outgoing.writableEnded) outgoing.end();
  };
  return { sink: { write, room, close, gone }, response: alreadySent() };
}
