// Text streams: the first piece decides between an answer and a refusal, a reader who leaves ends the making.
import { expect, it } from "vitest";
import { textStream } from "./text-stream.js";

async function* pieces(words: readonly string[], failure?: Error, onEnd: () => void = () => undefined) {
  try {
    yield* words;
    if (failure !== undefined) throw failure;
  } finally {
    onEnd();
  }
}
const cut: unknown[] = [];
const onCut = (error: unknown): void => void cut.push(error);

it("sends all pieces in order, and nothing of nothing", async () => {
  expect(await new Response(await textStream(pieces(["a\n", "b\n"]), onCut)).text()).toBe("a\nb\n");
  expect(await new Response(await textStream(pieces([]), onCut)).text()).toBe("");
});

it("rejects with what refuses the first piece", async () => {
  await expect(textStream(pieces([], new Error("refused")), onCut)).rejects.toThrow("refused");
});

it("[SE-13] cuts off what fails in the middle, so that nobody takes a part for the whole", async () => {
  const failure = new Error("half way");
  await expect(new Response(await textStream(pieces(["a\n"], failure), onCut)).text()).rejects.toThrow("half way");
  expect(cut).toContain(failure);
});

it("ends the making when the reader leaves", async () => {
  let ended = false;
  const stream = await textStream(
    pieces(["a", "b", "c"], undefined, () => (ended = true)),
    onCut,
  );
  await stream.cancel();
  expect(ended).toBe(true);
});
