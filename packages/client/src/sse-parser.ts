// Reads server-sent events out of text that arrives in arbitrary pieces (WHATWG HTML, section 9.2.6).

export interface SseMessage {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/**
 * Feed text as it arrives; each call returns the messages that it completed. Comments (heartbeats) complete none.
 * `onRetry` hears how long the server wants to be left alone after the stream has ended, in milliseconds.
 */
export function createSseParser(onRetry: (ms: number) => void = () => undefined): (text: string) => readonly SseMessage[] {
  let rest = "";
  let id: string | undefined;
  let event = "";
  let data: string[] = [];

  function takeLine(line: string): SseMessage | undefined {
    if (line === "") {
      const message = data.length === 0 ? undefined : { id, event: event === "" ? "message" : event, data: data.join("\n") };
      event = "";
      data = [];
      return message;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d{1,9}$/.test(value)) onRetry(Number(value));
    return undefined;
  }

  return (text) => {
    rest += text;
    // A carriage return at the end may be the first half of a line end: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines.map(takeLine).filter((message) => message !== undefined);
  };
}
