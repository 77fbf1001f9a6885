// The stream goes on where it was, after a loss, a refusal of capacity and a silence.
import type { StreamEvent } from "@holdfast/contract";
import { describe, expect, test } from "vitest";
import { createHoldfastClient } from "./client.js";
import { openEventStream, type StreamState } from "./event-stream.js";
import { createSseParser } from "./sse-parser.js";
import type { Timing } from "./timing.js";

const noPause: Timing = { pause: async () => undefined, random: () => 0, uuid: () => crypto.randomUUID() };
const message = (id: number): string => `id: ${id}\ndata: {"type":"applied","position":${id}}\n\n`;
const streamOf = (text: string): Response => new Response(text, { headers: { "content-type": "text/event-stream" } });

describe("[RT-01] resuming", () => {
  test("[RT-01, L-29] after each loss it names the last event that was delivered", async () => {
    const asked: (string | null)[] = [];
    const answers = [
      () => streamOf(message(1) + message(2)),
      () => Response.json({}, { status: 503 }),
      () => streamOf(message(3)),
      () => Response.json({ code: "unauthenticated", detail: "", action: "" }, { status: 401 }),
    ];
    const send = async (_: unknown, init?: RequestInit): Promise<Response> => {
      asked.push(new Headers(init?.headers).get("last-event-id"));
      return answers[asked.length - 1]!();
    };
    const events: StreamEvent[] = [];
    const states: StreamState[] = [];
    await new Promise<void>((resolve) => {
      openEventStream({
        client: createHoldfastClient({ fetch: send as typeof fetch }),
        after: "0",
        timing: noPause,
        onEvent: (event) => void events.push(event),
        onState: (state) => {
          states.push(state);
          if (state === "refused") resolve();
        },
      });
    });
    expect(asked).toEqual(["0", "2", "2", "3"]);
    expect(events.map((event) => event.type === "applied" && event.position)).toEqual([1, 2, 3]);
    expect(states).toEqual(["connecting", "live", "waiting", "waiting", "live", "waiting", "refused"]);
  });
});

describe("[RT-03] reading the stream", () => {
  test("[RT-03] a stream that ends at once is left alone as long as the server asks, and ever longer", async () => {
    const pauses: number[] = [];
    const timing: Timing = { ...noPause, pause: async (ms) => void pauses.push(ms) };
    let opened = 0;
    const send = async (): Promise<Response> => {
      opened += 1;
      if (opened === 6) return Response.json({ code: "unauthenticated", detail: "", action: "" }, { status: 401 });
      return streamOf(opened === 1 ? "retry: 30000\n\n" : ": nothing\n\nretry: 10\n\n");
    };
    await new Promise<void>((resolve) => {
      const client = createHoldfastClient({ fetch: send as typeof fetch });
      openEventStream({ client, timing, onEvent: () => undefined, onState: (state) => state === "refused" && resolve() });
    });
    expect(pauses).toEqual([30_000, 250, 500, 1000, 2000]);
  });

  test("[RT-03] messages are found however the text is cut, and heartbeats are none", () => {
    const text = ": heartbeat\r\n\r\nid: 7\r\ndata: a\r\ndata: b\r\n\r\nevent: x\ndata:c\n\n";
    const expected = [
      { id: "7", event: "message", data: "a\nb" },
      { id: "7", event: "x", data: "c" },
    ];
    for (let cut = 0; cut <= text.length; cut += 1) {
      const parse = createSseParser();
      expect([...parse(text.slice(0, cut)), ...parse(text.slice(cut))]).toEqual(expected);
    }
  });
});
