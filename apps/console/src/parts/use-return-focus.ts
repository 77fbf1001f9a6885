// Closes a dialog before it leaves the page: only then does the browser put the focus back to where it was.
import { useLayoutEffect, type RefObject } from "react";

export function useReturnFocus(ref: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const dialog = ref.current;
    return () => dialog?.close();
  }, [ref]);
}
