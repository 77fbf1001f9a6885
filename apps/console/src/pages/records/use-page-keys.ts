// The keys of the table work wherever nothing else wants them: right after signing in, after a press on empty ground.
import { useEffect, useEffectEvent, type RefObject } from "react";

const typing = "input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]";
const apart = "dialog, [role=menu], [role=dialog]";

/** Ctrl and A belong to the rows unless somebody types; other keys also leave buttons and links alone. */
export function isForTable(
  target: EventTarget | null,
  table: Element | null,
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">,
): boolean {
  if (!(target instanceof Element) || target === table) return true;
  if (target.closest(apart) !== null || target.closest(typing) !== null) return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") return true;
  return target === document.body || target.id === "main";
}

export function usePageKeys(table: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const latest = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!event.altKey && !event.defaultPrevented && isForTable(event.target, table.current, event)) latest(event);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [table]);
}
