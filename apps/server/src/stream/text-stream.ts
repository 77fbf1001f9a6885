// Text that is made while it is sent: as fast as the reader takes it, and no further when the reader has left.
import type { StreamFormat } from "@holdfast/contract";

export const streamTypes: Readonly<Record<StreamFormat, string>> = {
  lines: "application/x-ndjson",
  csv: "text/csv; charset=utf-8; header=present",
};

const encoder = new TextEncoder();

/**
 * Resolves with the first piece in hand; rejects with what refused it. A failure after that cuts the answer off, so that nobody takes
 * a part for the whole; `onCut` is told why.
 */
export async function textStream(
  text: AsyncIterable<string>,
  onCut: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const pieces = text[Symbol.asyncIterator]();
  let next: IteratorResult<string> | undefined = await pieces.next();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const piece = next ?? (await pieces.next());
        next = undefined;
        if (piece.done === true) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      } catch (error) {
        onCut(error);
        controller.error(error);
      }
    },
    cancel: async () => void (await pieces.return?.()),
  });
}
