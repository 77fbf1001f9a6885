// Says changes aloud to screen readers, and shows short notices to everybody.
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Button, IconButton } from "./button.js";
import { Icon } from "./icon.js";

export interface Notice {
  readonly tone: "good" | "warn" | "bad";
  readonly text: string;
  readonly detail?: string;
  readonly action?: NoticeAction;
}

interface NoticeAction {
  readonly label: string;
  readonly onSelect: () => void;
}

interface Speaker {
  /** Read aloud, not shown. */
  readonly announce: (text: string) => void;
  /** Shown for some seconds (failures until closed) and read aloud. */
  readonly notify: (notice: Notice) => void;
}

const SpeakerContext = createContext<Speaker | undefined>(undefined);

export function useSpeaker(): Speaker {
  const speaker = use(SpeakerContext);
  if (speaker === undefined) throw new Error("useSpeaker is for components below SpeakerProvider.");
  return speaker;
}

type Shown = Notice & { readonly id: number };

export function SpeakerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [spoken, setSpoken] = useState("");
  const [notices, setNotices] = useState<readonly Shown[]>([]);
  const next = useRef(0);
  const close = useCallback((id: number) => setNotices((list) => list.filter((notice) => notice.id !== id)), []);
  const speaker = useMemo<Speaker>(
    () => ({
      // The same words twice in a row are two announcements: a space makes them differ.
      announce: (text) => setSpoken((before) => (before === text ? `${text}\u00a0` : text)),
      notify: (notice) => {
        next.current += 1;
        const shown = { ...notice, id: next.current };
        setNotices((list) => [...list.slice(-2), shown]);
      },
    }),
    [],
  );
  return (
    <SpeakerContext value={speaker}>
      {children}
      <p className="visually-hidden" role="status" aria-live="polite" data-announcer="">
        {spoken}
      </p>
      <div className="notices" role="log" aria-label="Notices">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} close={close} />
        ))}
      </div>
    </SpeakerContext>
  );
}

function NoticeCard({ notice, close }: { readonly notice: Shown; readonly close: (id: number) => void }): ReactNode {
  const { id, tone, action } = notice;
  useEffect(() => {
    if (tone === "bad") return undefined;
    const timer = setTimeout(() => close(id), 6000);
    return () => clearTimeout(timer);
  }, [id, tone, close]);
  return (
    <div className="notice" data-tone={tone}>
      <Icon name={tone === "good" ? "check" : "warning"} />
      <div>
        <p className="notice-text">{notice.text}</p>
        {notice.detail !== undefined && <p className="muted">{notice.detail}</p>}
      </div>
      {action !== undefined && (
        <Button
          look="quiet"
          className="notice-action"
          onClick={() => {
            close(id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Close notice" onClick={() => close(id)} />
    </div>
  );
}
