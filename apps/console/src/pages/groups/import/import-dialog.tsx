// Importing a list: choose a file, see what would happen line by line, then let it happen (UI-03).
import type { Group } from "@holdfast/contract";
import { useState, type ReactNode } from "react";
import { countText, recordsText } from "../../../data/count-words.js";
import { Button } from "../../../parts/button.js";
import { Dialog } from "../../../parts/dialog.js";
import { Icon } from "../../../parts/icon.js";
import { ImportCountList, ImportReport } from "./import-report.js";
import { useImport, type Importing, type ImportStep } from "./use-import.js";
import "./import.css";

function FileChoice({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a second way to the field inside, which everybody can reach */}
      <label
        className="file-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file !== undefined) onFile(file);
        }}
      >
        <Icon name="upload" size={24} />
        <strong>Choose a file, or drop it here</strong>
        <span className="muted">CSV with a column “id” or “reference”, or JSON lines. An export of any group fits.</span>
        <input
          type="file"
          className="visually-hidden"
          aria-label="File to import"
          accept=".csv,.txt,.jsonl,.ndjson,text/csv,application/jsonl"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) onFile(file);
          }}
        />
      </label>
      <p className="dialog-text import-hint">Nothing is changed yet: you see first what would happen.</p>
    </>
  );
}

function Running({ state }: { readonly state: Extract<ImportStep, { readonly step: "running" }> }): ReactNode {
  const { counts, dryRun, file } = state;
  return (
    <div role="status">
      <p className="import-file">
        {dryRun ? "Looking at" : "Importing"} <strong>{file.name}</strong>
        {counts !== undefined && <>, {countText(counts.lines)} lines so far</>}
      </p>
      <progress className="progress" aria-label={dryRun ? "Reading the file" : "Importing"} />
      {counts !== undefined && <ImportCountList counts={counts} dryRun={dryRun} />}
    </div>
  );
}

function Content({ group, importing }: { readonly group: Group; readonly importing: Importing }): ReactNode {
  const { state, preview } = importing;
  switch (state.step) {
    case "choose":
      return <FileChoice onFile={preview} />;
    case "running":
      return <Running state={state} />;
    case "failed":
      return (
        <p className="form-fault" role="alert">
          <strong>{state.problem.detail}</strong> {state.problem.action}
        </p>
      );
    case "previewed":
    case "done":
      return (
        <>
          <p className="import-file" role="status">
            <strong>{state.file.name}</strong>, {countText(state.report.lines)} {state.report.lines === 1 ? "line" : "lines"}
            {state.step === "done" ? `: imported into ${group.name}.` : ": this is what would happen."}
          </p>
          <ImportReport report={state.report} />
        </>
      );
  }
}

export function ImportDialog({ group, onClose }: { readonly group: Group; readonly onClose: () => void }): ReactNode {
  const importing = useImport(group);
  const { state, run, preview, restart } = importing;
  return (
    <Dialog title={`Import into ${group.name}`} onClose={onClose}>
      <Content group={group} importing={importing} />
      <footer className="dialog-foot">
        {state.step === "done" ? (
          <Button look="primary" autoFocus onClick={onClose}>
            Close
          </Button>
        ) : (
          <Button onClick={onClose}>Cancel</Button>
        )}
        {(state.step === "previewed" || state.step === "failed") && <Button onClick={restart}>Another file</Button>}
        {state.step === "previewed" && (
          <Button look="primary" disabled={state.report.added === 0} onClick={() => run(state.file)}>
            {state.report.added === 0 ? "Nothing to import" : `Import ${recordsText(state.report.added)}`}
          </Button>
        )}
        {state.step === "failed" && state.file !== undefined && (
          <Button
            look="primary"
            onClick={() => state.file !== undefined && (state.dryRun ? preview(state.file) : run(state.file))}
          >
            Try again
          </Button>
        )}
      </footer>
    </Dialog>
  );
}
