// The width of an element in pixels, so that a diagram is drawn at its true size and its text keeps its own.
import { useLayoutEffect, useRef, useState, type RefObject } from "react";

export function useWidth(fallback: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(120, Math.round(entry?.contentRect.width ?? fallback))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [fallback]);
  return [ref, width];
}
