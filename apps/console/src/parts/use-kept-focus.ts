// When the control that had the focus is gone with its row, the focus goes to the list: Tab goes on from there, not from the top of the page.
import { useRef, type RefObject } from "react";

/** The list, which takes a `tabIndex` of -1, and what is called when a row may have left it. */
export function useKeptFocus<Element extends HTMLElement>(): readonly [RefObject<Element | null>, () => void] {
  const ref = useRef<Element>(null);
  const keep = (): void => {
    // Two frames: the first may come before the rows are drawn anew.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          ref.current?.focus({ preventScroll: true });
      }),
    );
  };
  return [ref, keep];
}
