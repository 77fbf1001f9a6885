// The note and the state that the current group keeps of the record; nothing when it is not in there.
import type { CatalogueRecord, Group, SelectionItem } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { isSelected } from "@holdfast/client";
import { useSelection } from "../../../data/groups.js";
import { recordItemQuery } from "../../../data/record.js";
import { queryClient } from "../../../data/session.js";
import { useNow } from "../../../data/use-now.js";
import { Button } from "../../../parts/button.js";
import { StateMenu } from "../../../parts/state-menu.js";
import { TextArea } from "../../../parts/text-area.js";
import { TimeText } from "../../../parts/time-text.js";
import { useItemChanges } from "../../groups/use-item-changes.js";

interface RecordItemProps {
  readonly group: Group;
  readonly record: CatalogueRecord;
}

function NoteForm({ note, onSave }: { readonly note: string; readonly onSave: (note: string) => void }): ReactNode {
  const [text, setText] = useState(note);
  const isChanged = text.trim() !== note;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <TextArea label="Note" value={text} rows={3} maxLength={10_000} onChange={({ target }) => setText(target.value)} />
      {isChanged && (
        <footer className="record-note-foot">
          <Button look="quiet" onClick={() => setText(note)}>
            Leave as it was
          </Button>
          <Button type="submit">Save note</Button>
        </footer>
      )}
    </form>
  );
}

export function RecordItem({ group, record }: RecordItemProps): ReactNode {
  const state = useSelection(group.id);
  const query = recordItemQuery(group.id, record.id);
  const isIn = state !== undefined && isSelected(state, record.id);
  const { data } = useQuery({ ...query, enabled: isIn });
  const changes = useItemChanges(group);
  const now = useNow();
  if (!isIn || data === undefined || data === null) return null;
  const show = (part: Partial<SelectionItem>): void => void queryClient.setQueryData(query.queryKey, { ...data, ...part });
  return (
    <section className="record-item" aria-label={`In ${group.name}`}>
      <h3>
        In {group.name}{" "}
        <span className="muted">
          since <TimeText past at={data.createdAt} now={now} />
        </span>
      </h3>
      <StateMenu
        label={data.state === null ? `Set state of ${record.title}` : `State of ${record.title}: ${data.state}`}
        current={data.state}
        used={[]}
        triggerClass={data.state === null ? "state-button state-none" : "state-button"}
        trigger={data.state ?? "Set state"}
        onSet={(next) => {
          show({ state: next });
          changes.setState([record.id], next);
        }}
      />
      <NoteForm
        key={data.note ?? ""}
        note={data.note ?? ""}
        onSave={(note) => {
          show({ note: note === "" ? null : note });
          changes.setNote(record.id, record.title, note);
        }}
      />
    </section>
  );
}
