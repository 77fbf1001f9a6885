// What is not there, and what belongs to somebody else.
import { HoldfastError } from "@holdfast/contract";

/** Absent and foreign are told in the same words. */
export function notFound(thing: string): HoldfastError {
  return new HoldfastError("not_found", {
    what: `There is no such ${thing}.`,
    action: "Check the id; the lists name what you can see.",
  });
}
