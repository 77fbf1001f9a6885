// The card on which people come in: the promise in one line, what is asked, one way to another page.
import type { ReactNode } from "react";
import { BrandMark } from "../../parts/icon.js";
import { usePageTitle } from "../../parts/page-head.js";
import "./entry.css";

interface EntryFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  readonly other?: ReactNode;
}

export function EntryFrame({ title, lead, children, other }: EntryFrameProps): ReactNode {
  usePageTitle(title);
  return (
    <main className="entry">
      <div className="entry-brand">
        <BrandMark size={44} />
        <p className="entry-name">Holdfast</p>
        <p className="entry-promise">Your tokens and selections, never lost.</p>
      </div>
      <div className="entry-card">
        <h1>{title}</h1>
        {lead !== undefined && <div className="entry-lead">{lead}</div>}
        {children}
      </div>
      {other !== undefined && <p className="entry-other">{other}</p>}
    </main>
  );
}
