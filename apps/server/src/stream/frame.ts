// Events as bytes of a server-sent event stream (WHATWG HTML, section 9.2), encoded once for all who get them.
import { type Position, type StreamEvent, streamEventSchema } from "@holdfast/contract";
import { answerEncoder } from "../api/answer-encoder.js";

const encode = answerEncoder(streamEventSchema);
const frames = new WeakMap<StreamEvent, Uint8Array>();

/** Resumption goes by what the journal orders: other events repeat a position and would send the reader back. */
function idOf(event: StreamEvent): string {
  return event.type === "selection" || event.type === "groups" || event.type === "reset" ? `id: ${event.position}\n` : "";
}

export function eventFrame(event: StreamEvent): Uint8Array {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = Buffer.from(`${idOf(event)}data: ${JSON.stringify(encode(event))}\n\n`);
  frames.set(event, frame);
  return frame;
}

/** A comment: keeps proxies and readers awake. */
export const heartbeatFrame: Uint8Array = Buffer.from(": still here\n\n");

/** First words: how long to wait before the next try when this stream ends. */
export const greetingFrame = (retryMs: number): Uint8Array => Buffer.from(`retry: ${retryMs}\n\n`);

/** Sets the id to resume from without an event. */
export const placeFrame = (position: Position): Uint8Array => Buffer.from(`id: ${position}\n\n`);
