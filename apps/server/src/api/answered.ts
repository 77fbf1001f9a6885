// A whole answer before it takes the form that the surroundings want: a web-standard Response, or Node's own.
import type { ServerResponse } from "node:http";

export interface Answered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string | null;
}

/** A response made by the handler itself, such as a stream. */
export interface WholeAnswer {
  readonly response: Response;
}

export function responseOf(answer: Answered | WholeAnswer): Response {
  if ("response" in answer) return answer.response;
  return new Response(answer.text, { status: answer.status, headers: answer.headers });
}

/** Sends the answer. A caller who has gone away is told nothing. */
export function writeToNode(outgoing: ServerResponse, { status, headers, text }: Answered): void {
  if (outgoing.destroyed || outgoing.headersSent) return;
  const bytes = text === null ? 0 : Buffer.byteLength(text);
  if (text !== null) headers["content-length"] = String(bytes);
  // What is left of a body that nobody wants to read goes with its connection.
  if (status === 413) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(status, headers);
  if (text === null) outgoing.end();
  // As many bytes as characters: it is ASCII, which is copied as it stands.
  else outgoing.end(text, bytes === text.length ? "latin1" : "utf8");
}
