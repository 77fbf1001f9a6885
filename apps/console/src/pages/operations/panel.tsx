// What the parts of the operations page are made of: blocks with a heading, lists of figures, and how an action ended in words.
import { HoldfastProblem } from "@holdfast/client";
import { useId, useState, type ReactNode } from "react";
import { useSpeaker } from "../../parts/announcer.js";

interface BlockProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Block({ title, note, action, children }: BlockProps): ReactNode {
  const id = useId();
  return (
    <section className="block" aria-labelledby={id}>
      <header className="block-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note !== undefined && <p className="muted">{note}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}

export function Figures({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="figures">{children}</dl>;
}

export function Fact({
  name,
  tone,
  children,
}: {
  readonly name: string;
  readonly tone?: "good" | "bad" | "warn";
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div data-tone={tone}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Runs one action at a time and tells how it ended: `done` in words, or what the server said. */
export function useAction(): readonly [
  string | undefined,
  (name: string, work: () => Promise<string | undefined>) => Promise<boolean>,
] {
  const [busy, setBusy] = useState<string>();
  const { notify } = useSpeaker();
  const run = async (name: string, work: () => Promise<string | undefined>): Promise<boolean> => {
    setBusy(name);
    try {
      const done = await work();
      if (done !== undefined) notify({ tone: "good", text: done });
      return true;
    } catch (error) {
      const isTold = error instanceof HoldfastProblem;
      notify({ tone: "bad", text: isTold ? error.detail : "That did not work.", detail: isTold ? error.action : "Try again." });
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  return [busy, run];
}
