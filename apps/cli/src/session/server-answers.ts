// Whether a server is there at all: for commands that can also do without one.
import type { Invocation } from "../command.js";
import { serverUrlOf } from "./connect.js";

const patience = 2000;

export async function serverAnswers(invocation: Pick<Invocation, "flags" | "terminal">): Promise<boolean> {
  try {
    const { status } = await fetch(new URL("/healthz", serverUrlOf(invocation)), { signal: AbortSignal.timeout(patience) });
    return status === 200;
  } catch (error) {
    // fetch throws these two when nobody answers; anything else is worth to be seen.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) return false;
    throw error;
  }
}
