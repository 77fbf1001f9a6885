// The head of a page: its title, one line of explanation, its main action; also the title of the browser's tab.
import { useEffect, type ReactNode } from "react";

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
}

interface PageHeadProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function PageHead({ title, children, action }: PageHeadProps): ReactNode {
  usePageTitle(title);
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p className="muted">{children}</p>}
      </div>
      {action}
    </header>
  );
}
