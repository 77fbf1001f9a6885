// A note, edited where it stands: Enter or leaving saves, Shift and Enter begin a new line, Escape leaves it as it was.
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "../../parts/icon.js";

interface NoteCellProps {
  readonly title: string;
  readonly note: string | null;
  readonly skipTab: boolean;
  readonly onSave: (note: string) => void;
}

export function NoteCell({ title, note, skipTab, onSave }: NoteCellProps): ReactNode {
  const [text, setText] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const finish = (save: boolean): void => {
    if (text === undefined) return;
    setText(undefined);
    if (save && text.trim() !== (note ?? "")) onSave(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const isDone = event.key === "Escape" || (event.key === "Enter" && !event.shiftKey);
    if (!isDone) return;
    event.preventDefault();
    finish(event.key === "Enter");
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <span className="note-cell">
      <button
        ref={button}
        type="button"
        className="note-button"
        data-part="note"
        data-empty={note === null || undefined}
        tabIndex={skipTab ? -1 : 0}
        aria-label={note === null ? `Add a note to ${title}` : `Note of ${title}: ${note}`}
        title={note ?? "Add a note"}
        onClick={() => setText(note ?? "")}
      >
        {note === null ? (
          <>
            <Icon name="edit" size={14} /> Add a note
          </>
        ) : (
          note
        )}
      </button>
      {text !== undefined && (
        <textarea
          className="note-field"
          aria-label={`Note of ${title}`}
          value={text}
          rows={Math.min(8, Math.max(2, text.split("\n").length + 1))}
          maxLength={10_000}
          autoFocus
          onFocus={({ currentTarget }) => currentTarget.setSelectionRange(text.length, text.length)}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => finish(true)}
        />
      )}
    </span>
  );
}
