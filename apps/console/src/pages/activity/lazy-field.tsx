// A filter that is typed: it holds from Enter or from when the field is left, so that half an address is never asked for.
import { useId, useState, type ReactNode } from "react";

interface LazyFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}

export function LazyField({ label, placeholder, value = "", onChange }: LazyFieldProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(value);
  // Another value from outside, such as one that was cleared, takes the place of what was typed.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const settle = (): void => {
    const next = text.trim();
    if (next !== value) onChange(next === "" ? undefined : next);
  };
  return (
    <form
      className="field filter-field"
      onSubmit={(event) => {
        event.preventDefault();
        settle();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <input
          id={id}
          type="search"
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          maxLength={60}
          onChange={({ target }) => setText(target.value)}
          onBlur={settle}
        />
      </div>
    </form>
  );
}
