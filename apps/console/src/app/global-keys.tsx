// Keys that work on every page: undo, redo, and the list of all keys.
import { lazy, Suspense, useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useUndoing } from "../data/undo.js";

const HelpDialog = lazy(() => import("./help-dialog.js").then(({ HelpDialog: component }) => ({ default: component })));

export type GlobalKey = "undo" | "redo" | "help";

/** Undefined: the key is not one of these. */
export function globalKeyOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): GlobalKey | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey) return undefined;
  if (!ctrlKey && !metaKey) return key === "?" ? "help" : undefined;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=checkbox], [type=range]), textarea, select, dialog, [role=menu]") !== null;

export function GlobalKeys(): ReactNode {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { perform } = useUndoing();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const key = globalKeyOf(event);
    if (key === undefined || isTyping(event.target)) return;
    event.preventDefault();
    if (key === "help") setHelpOpen(true);
    else perform(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    const open = (): void => setHelpOpen(true);
    addEventListener("keydown", listen);
    addEventListener("holdfast:help", open);
    return () => {
      removeEventListener("keydown", listen);
      removeEventListener("holdfast:help", open);
    };
  }, []);
  return <Suspense>{isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}</Suspense>;
}
