// A button with a menu: arrows move, Home and End jump, Escape and a press elsewhere close, focus returns to the button.
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "./icon.js";

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly tone?: "danger";
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** One of several that can be on at once: the menu stays open. */
  readonly stays?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly triggerClass?: string;
  /** Groups of items, divided by lines; a group may carry a heading. */
  readonly sections: readonly { readonly heading?: string; readonly items: readonly MenuItem[] }[];
  readonly place?: "below-end" | "above-start";
  /** Outside the tab order: where a table moves the focus by arrows. */
  readonly skipTab?: boolean;
}

function moveFocus(menu: HTMLElement | null, key: string): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next =
    key === "Home" ? 0 : key === "End" ? items.length - 1 : (at + (key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
  items[next]?.focus();
}

/** Keeps the menu inside the window: it is laid over the page beside its button. */
function placeMenu(menu: HTMLElement, button: HTMLElement, place: "below-end" | "above-start"): void {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = place === "below-end" ? box.right - width : box.left;
  const below = box.bottom + 6;
  const above = box.top - height - 6;
  const top = place === "above-start" || below + height > innerHeight - 8 ? Math.max(8, above) : below;
  menu.style.left = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`;
  menu.style.top = `${top}px`;
}

export function Menu({
  label,
  trigger,
  triggerClass = "icon-button",
  sections,
  place = "below-end",
  skipTab = false,
}: MenuProps): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open || menu.current === null || button.current === null) return undefined;
    menu.current.showPopover();
    placeMenu(menu.current, button.current, place);
    moveFocus(menu.current, "Home");
    const away = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (menu.current?.contains(target) !== true && button.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open, place]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape") {
      // A dialog around the menu stays open.
      event.preventDefault();
      close();
    }
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    moveFocus(menu.current, event.key);
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        aria-label={label}
        title={label}
        tabIndex={skipTab ? -1 : undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div
          ref={menu}
          id={id}
          role="menu"
          aria-label={label}
          className="menu"
          popover="manual"
          onKeyDown={onKeyDown}
          tabIndex={-1}
        >
          {sections.map(({ heading, items }, at) => (
            <div key={heading ?? at} role="group" aria-label={heading} className="menu-section">
              {heading !== undefined && <p className="menu-heading">{heading}</p>}
              {items.map((item) => (
                <MenuRow key={item.label} item={item} close={close} />
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function MenuRow({ item, close }: { readonly item: MenuItem; readonly close: () => void }): ReactNode {
  const choose = (): void => {
    if (item.disabled === true) return;
    if (item.stays !== true) close();
    item.onSelect();
  };
  const checkable = item.stays === true ? "menuitemcheckbox" : "menuitemradio";
  return (
    <button
      type="button"
      role={item.checked === undefined ? "menuitem" : checkable}
      aria-checked={item.checked}
      aria-disabled={item.disabled}
      tabIndex={-1}
      className="menu-item"
      data-tone={item.tone}
      onClick={choose}
    >
      {item.icon !== undefined && <Icon name={item.icon} />}
      <span>{item.label}</span>
      {item.checked === true && <Icon name="check" size={16} />}
    </button>
  );
}
