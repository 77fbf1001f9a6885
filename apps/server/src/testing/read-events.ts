// Reads an event stream in a test: each message as it comes, and the end.
import type { StreamEvent } from "@holdfast/contract";

export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly event: StreamEvent;
}

export interface EventReader {
  /** Resolves when a reader without a place was told where it stands: what happens from then on is delivered. */
  placed(): Promise<void>;
  /** The next event that fits; undefined when the stream ends first. */
  next(type: StreamEvent["type"]): Promise<ReceivedEvent | undefined>;
  /** Resolves when the stream has ended; answers everything that came. */
  ended(): Promise<string>;
  cancel(): Promise<void>;
}

const fieldOf = (block: string, field: string): string | undefined =>
  block
    .split("\n")
    .find((line) => line.startsWith(`${field}: `))
    ?.slice(field.length + 2);

export function readEvents(response: Response): EventReader {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let all = "";
  let rest = "";

  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = rest.indexOf("\n\n");
      if (end >= 0) {
        const found = rest.slice(0, end);
        rest = rest.slice(end + 2);
        return found;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      const text = decoder.decode(value, { stream: true });
      all += text;
      rest += text;
    }
  }

  return {
    async placed() {
      for (let found = await block(); found !== undefined; found = await block()) if (fieldOf(found, "id") !== undefined) return;
    },
    async next(type) {
      for (;;) {
        const found = await block();
        if (found === undefined) return undefined;
        const data = fieldOf(found, "data");
        const event = data === undefined ? undefined : (JSON.parse(data) as StreamEvent);
        if (event?.type === type) return { id: fieldOf(found, "id"), event };
      }
    },
    async ended() {
      while ((await block()) !== undefined);
      return all;
    },
    cancel: () => reader.cancel(),
  };
}
