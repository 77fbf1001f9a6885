// How many rows a command takes at a time, as a flag.
import { HoldfastError } from "@holdfast/contract";
import { wholeNumberOf } from "./time-flag.js";

const most = 10_000;

/** Undefined when the flag was not given; throws invalid_request. */
export function batchSizeOf(flags: Readonly<Record<string, unknown>>): number | undefined {
  const size = wholeNumberOf("--batch", flags["batch"]);
  if (size === undefined || (size >= 1 && size <= most)) return size;
  throw new HoldfastError("invalid_request", {
    what: `--batch ${size} is no size of a batch.`,
    action: `Choose 1 to ${most.toLocaleString("en-GB")}.`,
  });
}
