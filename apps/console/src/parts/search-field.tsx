// Search as you type; the address follows when the typing rests. The slash key leads here.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { IconButton } from "./button.js";
import { Icon } from "./icon.js";

const restMs = 220;

export function SearchField({
  value,
  onChange,
  label = "Search records",
  placeholder = "Search titles and references",
}: {
  readonly label?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The address changed from elsewhere: back, forward, "clear all".
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);

  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest("input:not([type=checkbox]), textarea, select, dialog") !== null;
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const clear = (): void => {
    setText("");
    input.current?.focus();
  };
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && text !== "" && (event.preventDefault(), setText(""))}
      />
      {text === "" ? <kbd aria-hidden="true">/</kbd> : <IconButton icon="close" label="Clear search" onClick={clear} />}
    </div>
  );
}
