// Reads an answer of JSON lines as it comes.
import { networkProblem } from "./holdfast-problem.js";

/** Each line's document. Throws HoldfastProblem when the answer is cut off; leaving early cancels it. */
export async function* readLines<Line>(response: Response): AsyncGenerator<Line> {
  let rest = "";
  for await (const piece of readText(response)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield JSON.parse(line) as Line;
  }
  if (rest !== "") yield JSON.parse(rest) as Line;
}

/** The text of an answer, piece by piece. Throws HoldfastProblem when it is cut off; leaving early cancels it. */
export async function* readText(response: Response): AsyncGenerator<string> {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw networkProblem(error);
      });
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
