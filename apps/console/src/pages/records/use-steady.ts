// A function that stays the same and always does what its newest version does: rows need not be drawn again.
import { useCallback, useLayoutEffect, useRef } from "react";

export function useSteady<Arguments extends readonly unknown[]>(
  latest: (...given: Arguments) => void,
): (...given: Arguments) => void {
  const ref = useRef(latest);
  useLayoutEffect(() => {
    ref.current = latest;
  });
  return useCallback((...given: Arguments) => ref.current(...given), []);
}
