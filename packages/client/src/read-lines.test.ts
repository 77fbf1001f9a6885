// JSON lines are read whole, however the network cuts them.
import { expect, it } from "vitest";
import { readLines } from "./read-lines.js";

const encoder = new TextEncoder();
function answer(pieces: readonly string[], failure?: Error): Response {
  const left = pieces.map((piece) => encoder.encode(piece));
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const piece = left.shift();
    if (piece !== undefined) controller.enqueue(piece);
    else if (failure === undefined) controller.close();
    else controller.error(failure);
  };
  return new Response(new ReadableStream<Uint8Array>({ pull }));
}
async function all(response: Response): Promise<readonly unknown[]> {
  const lines: unknown[] = [];
  for await (const line of readLines(response)) lines.push(line);
  return lines;
}

it("puts lines together that came in pieces", async () => {
  expect(await all(answer(['{"a":1}\n{"a"', ":2}\n", '{"a":3}']))).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  expect(await all(answer([]))).toEqual([]);
});

it("[SE-13] does not take an answer that was cut off for a whole one", async () => {
  await expect(all(answer(['{"a":1}\n'], new Error("cut")))).rejects.toMatchObject({ code: "network" });
});
