// A library that must not be reached: for tests of what the server refuses by itself.
import type { Holdfast } from "holdfast";

/** Names can be looked up; the first call of anything fails the test that made it. */
export function unreachableHoldfast(): Holdfast {
  const room = (name: string): unknown =>
    new Proxy(() => undefined, {
      get: (_, property) => room(`${name}.${String(property)}`),
      apply: () => {
        throw new TypeError(`${name} was called with the token hfs_${"A".repeat(43)}AAAAAA, and should not have been.`);
      },
    });
  // What is refused is noted all the same.
  const security = { note: () => undefined };
  return new Proxy(room("holdfast") as Holdfast, {
    get: (holdfast, property) => (property === "security" ? security : Reflect.get(holdfast, property)),
  });
}
