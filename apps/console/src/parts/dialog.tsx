// Modal dialogs on the browser's own dialog element: focus is held, Escape closes, the page behind is inert.
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { Button, IconButton } from "./button.js";
import { useReturnFocus } from "./use-return-focus.js";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side`: along the edge of the window, for panels on small screens. */
  readonly place?: "centre" | "side" | "start";
  readonly hideHead?: boolean;
}

const writable = ":is(input:not([type=checkbox], [type=radio], [type=file], [readonly], [hidden]), textarea)";

/**
 * React's autoFocus comes before the dialog is shown, and is lost: so this looks for what says it is first, then, in a dialog that
 * asks for something, for the first field. On a phone a panel would open the keyboard.
 */
function focusFirst(dialog: HTMLElement, place: DialogProps["place"]): void {
  const asked = dialog.querySelector<HTMLElement>("[data-autofocus]");
  const field = place === "centre" ? dialog.querySelector<HTMLElement>(writable) : null;
  (asked ?? field)?.focus();
}

export function Dialog({ title, onClose, children, place = "centre", hideHead = false }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useReturnFocus(ref);
  const titleId = useId();
  // Closed while it is still in the document: only then does the browser give the focus back to where it came from.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    if (dialog !== null) focusFirst(dialog, place);
    return () => dialog?.close();
  }, [place]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a press on the backdrop, which is part of the element, closes as Escape does
    <dialog
      ref={ref}
      className={`dialog dialog-${place}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === ref.current && onClose()}
    >
      <div className="dialog-body">
        <header className={hideHead ? "visually-hidden" : "dialog-head"}>
          <h2 id={titleId}>{title}</h2>
          {!hideHead && <IconButton icon="close" label="Close" onClick={onClose} />}
        </header>
        {children}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be taken back; the safe way out has the focus. */
export function ConfirmDialog({ title, children, action, busy = false, onConfirm, onClose }: ConfirmProps): ReactNode {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-text">{children}</div>
      <footer className="dialog-foot">
        <Button onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}
