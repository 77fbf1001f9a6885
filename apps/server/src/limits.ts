// How much one request may bring, and one reader may hold up.
import type { BodyLimits } from "./api/read-body.js";
import type { StreamLimits } from "./stream/event-stream.js";

export interface ServerLimits extends BodyLimits, StreamLimits {
  /** Longest address of a request, in characters. */
  readonly urlBytes: number;
}

export const defaultLimits: ServerLimits = {
  bodyBytes: 2 * 1024 * 1024,
  bodyDepth: 32,
  urlBytes: 8192,
  streamBufferBytes: 256 * 1024,
  streamsPerUser: 32,
};
