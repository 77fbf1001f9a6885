// Keys that work on every page: undo, redo, G and a letter for a page, and the list of all keys.
import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { useUndoing } from "../data/undo.js";
import { pagesOf } from "./side-bar.js";

const HelpDialog = lazy(() => import("./help-dialog.js").then(({ HelpDialog: component }) => ({ default: component })));

export type GlobalKey = "undo" | "redo" | "help";
/** How long after G a letter is still its second key. */
const goMs = 1500;

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

/** After G a letter leads to the page whose name begins with it. */
function useGoKeys(): (event: KeyboardEvent) => boolean {
  const { me } = useRouteContext({ from: "/shell" });
  const since = useRef(-Infinity);
  const navigate = useNavigate();
  return ({ key, ctrlKey, metaKey, altKey, timeStamp }) => {
    if (ctrlKey || metaKey || altKey || key.length > 1) return false;
    const isSecond = timeStamp - since.current < goMs;
    since.current = !isSecond && key === "g" ? timeStamp : -Infinity;
    const page = isSecond ? pagesOf(me).find(({ name }) => name.toLowerCase().startsWith(key)) : undefined;
    if (page !== undefined) void navigate({ to: page.to });
    return page !== undefined;
  };
}

export function GlobalKeys(): ReactNode {
  const go = useGoKeys();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { perform } = useUndoing();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    if (go(event)) return event.preventDefault();
    const key = globalKeyOf(event);
    if (key === undefined) return;
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
