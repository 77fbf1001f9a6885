// The story of one change: who made it, when and from where, where it stands in the journal, that the database has it, and its seal.
import type { OperationId, Position, TokenId, UserId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { proofQuery } from "../data/activity.js";
import { checkProof, type IncludedProof } from "../data/check-proof.js";
import { countText } from "../data/count-words.js";
import { deviceName } from "../data/device-name.js";
import { clockTime, exactTime } from "../data/time-words.js";
import { Icon } from "./icon.js";
import "./change-story.css";

/** As the trail tells it. What is undefined is still being read. */
export interface StoryFacts {
  readonly at: string;
  readonly actorId: UserId | null;
  /** Where it is known. */
  readonly actorName?: string | undefined;
  readonly sessionId: TokenId | null;
  readonly operationId: OperationId | null;
  readonly position: Position | null | undefined;
  readonly address: string | null | undefined;
  readonly userAgent: string | null | undefined;
  /** The event's id in the trail, by which its seal is found. */
  readonly eventId: string | undefined;
}

interface ChangeStoryProps {
  readonly facts: StoryFacts;
  readonly ownId: string;
  readonly ownSession: string;
  /** When the trail could not be read. */
  readonly failed?: boolean;
  /** Further facts, as `StoryFact`s, after who and when. */
  readonly children?: ReactNode;
  /** What leads on from here. */
  readonly actions?: ReactNode;
}

export function StoryFact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const shortId = (id: string): ReactNode => (
  <span className="mono" title={id}>
    {id.slice(0, 8)}
  </span>
);

export function ChangeStory({ facts, ownId, ownSession, failed = false, children, actions }: ChangeStoryProps): ReactNode {
  const titleId = useId();
  const { at, actorId, actorName, sessionId, operationId, position, address, userAgent, eventId } = facts;
  const read = <Value,>(value: Value | undefined, show: (value: Value) => ReactNode): ReactNode =>
    value !== undefined ? show(value) : failed ? "cannot be read just now" : <span className="bar" data-width="1" />;
  return (
    <section className="story" aria-labelledby={titleId}>
      <h3 id={titleId}>The story of this change</h3>
      <dl>
        <StoryFact name="Who">
          {actorId === null ? "The system" : actorId === ownId ? "You" : (actorName ?? <span className="mono">{actorId}</span>)}
        </StoryFact>
        <StoryFact name="When">
          <time dateTime={at}>{exactTime(at)}</time>
        </StoryFact>
        {children}
        <StoryFact name="Session">
          {sessionId === null ? "None" : sessionId === ownSession ? "This one" : shortId(sessionId)}
        </StoryFact>
        <StoryFact name="From">
          {read(address, (known) => (known === null ? "Not known" : <span className="mono">{known}</span>))}
        </StoryFact>
        <StoryFact name="Device">
          {read(userAgent, (known) => (
            <span title={known ?? undefined}>{deviceName(known)}</span>
          ))}
        </StoryFact>
        <StoryFact name="Operation">{operationId === null ? "None" : shortId(operationId)}</StoryFact>
        <StoryFact name="Journal position">{read(position, (known) => (known === null ? "None" : countText(known)))}</StoryFact>
        <StoryFact name="Database">
          <span className="story-state">
            <Icon name="database" size={16} /> Applied, with this row
          </span>
        </StoryFact>
        <StoryFact name="Seal">
          {read(eventId, (id) => (
            <SealFact eventId={id} />
          ))}
        </StoryFact>
      </dl>
      {actions !== undefined && <div className="story-actions">{actions}</div>}
    </section>
  );
}

function SealFact({ eventId }: { readonly eventId: string }): ReactNode {
  const { data, isError } = useQuery(proofQuery({ id: eventId }));
  if (isError) return "cannot be read just now";
  switch (data?.status) {
    case undefined:
      return <span className="bar" data-width="1" />;
    case "included":
      return <SealedFact proof={data} />;
    case "not_sealed_yet":
      return "Follows within seconds";
    case "absent":
      return "Of somebody else: an administrator verifies the whole trail";
    case "does_not_fit":
      return (
        <span className="story-state" data-tone="bad">
          <Icon name="warning" size={16} /> Does not fit its seal
        </span>
      );
  }
}

const checkWords = {
  leads_to_root: ", checked in this browser",
  leads_elsewhere: " · does not lead to its root",
  unable: ", not checked here: the page came without https",
} as const;

function SealedFact({ proof }: { readonly proof: IncludedProof }): ReactNode {
  const { seal } = proof;
  const { data: checked, isError } = useQuery({
    queryKey: ["proof checked", proof.eventId],
    queryFn: () => checkProof(proof),
    staleTime: ({ state }) => (state.status === "success" ? Infinity : 0),
    retry: false,
  });
  const tone = checked === "leads_elsewhere" ? "bad" : isError ? "warn" : "info";
  return (
    <span className="story-state" data-tone={tone} title={`Root ${seal.root}`}>
      <Icon name={tone === "info" ? "shield" : "warning"} size={16} />
      <span>
        Number {countText(seal.seq)}, {clockTime(seal.sealedAt)}
        {isError ? " · could not be checked in this browser" : checked !== undefined && checkWords[checked]}
      </span>
    </span>
  );
}
