// Slow and vanished readers of a stream.
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { nodeSink, type Sink, webSink } from "./sink.js";

const options = { headers: { "content-type": "text/event-stream" }, bufferBytes: 64 * 1024 };
const kilobyte = new Uint8Array(1024).fill(0x78);

/** Writes until the sink refuses; answers how many kilobytes it took. */
function fill(sink: Sink): number {
  let taken = 0;
  while (taken < 100_000 && sink.write(kilobyte)) taken += 1;
  return taken;
}

describe("web stream", () => {
  it("[RT-03] holds a bounded number of bytes for a reader that does not read, then ends", async () => {
    const { sink, response } = webSink(options);
    expect(fill(sink)).toBe(64);
    await sink.gone;
    expect((await response.arrayBuffer()).byteLength).toBe(64 * 1024);
    expect(sink.write(kilobyte)).toBe(false);
  });

  it("notices that the reader left", async () => {
    const { sink, response } = webSink(options);
    await response.body!.cancel();
    await sink.gone;
    expect(sink.write(kilobyte)).toBe(false);
  });
});

describe("node response", () => {
  async function openOnSocket(): Promise<{ readonly sink: Sink; readonly leave: () => void; readonly stop: () => void }> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    const [, outgoing] = (await once(server, "request")) as [unknown, Parameters<typeof nodeSink>[0]];
    return { sink: nodeSink(outgoing, options).sink, leave: () => socket.destroy(), stop: () => server.close() };
  }

  it("[RT-03] cuts a reader that does not read", async () => {
    const { sink, leave, stop } = await openOnSocket();
    const taken = fill(sink);
    expect(taken).toBeLessThan(100_000);
    await sink.gone;
    expect(sink.write(kilobyte)).toBe(false);
    leave();
    stop();
  });

  it("notices that the reader left", async () => {
    const { sink, leave, stop } = await openOnSocket();
    leave();
    await sink.gone;
    expect(sink.write(kilobyte)).toBe(false);
    stop();
  });
});
