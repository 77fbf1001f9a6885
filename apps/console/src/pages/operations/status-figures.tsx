// Every figure of the status, by room.
import type { Status } from "@holdfast/contract";
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { bytesText, durationText, shareText } from "../../data/operations-words.js";
import { exactTime } from "../../data/time-words.js";
import { Icon } from "../../parts/icon.js";
import { CacheActions } from "./cache-actions.js";
import { Block, Fact, Figures } from "./panel.js";

function Conservation({ drain, journal }: Status): ReactNode {
  const { acknowledged, applied, pending, quarantined, holds } = drain.conservation;
  return (
    <Block title="Conservation" note="Every acknowledged operation is in exactly one place.">
      <p className="conservation" data-tone={holds ? "good" : "bad"}>
        <Icon name={holds ? "check" : "warning"} size={18} />
        <span>
          <strong>{countText(acknowledged)}</strong> acknowledged = <strong>{countText(applied)}</strong> applied +{" "}
          <strong>{countText(pending)}</strong> waiting + <strong>{countText(quarantined)}</strong> in quarantine
        </span>
      </p>
      <Figures>
        <Fact name="Last position">{countText(journal.lastPosition)}</Fact>
        <Fact name="Durable">{countText(journal.durablePosition)}</Fact>
        <Fact name="In the database">{countText(journal.appliedPosition)}</Fact>
        <Fact name="Size of the journal">
          {bytesText(journal.bytes)}, {countText(journal.segments)} {journal.segments === 1 ? "segment" : "segments"}
        </Fact>
        <Fact name="Recovered at the start">{countText(drain.recovered)}</Fact>
        <Fact name="Cut at the start">{bytesText(journal.cutBytes)}</Fact>
      </Figures>
    </Block>
  );
}

function Drain({ drain, database }: Status): ReactNode {
  return (
    <Block title="Drain">
      <Figures>
        <Fact name="Last batch">{durationText(drain.lastBatchMs)}</Fact>
        <Fact name="Lag of the last batch">{durationText(drain.lastLagMs)}</Fact>
        <Fact name="Oldest that waits">{durationText(drain.oldestPendingMs)}</Fact>
        <Fact name="Batches">{countText(drain.batches)}</Fact>
        <Fact name="Failures in a row" {...(drain.failures > 0 ? { tone: "bad" } : {})}>
          {countText(drain.failures)}
        </Fact>
        <Fact name="Brought forward">{countText(drain.rewinds)}</Fact>
        {drain.lanes.length > 1 &&
          drain.lanes.map(({ lane, position, pending, oldestPendingMs }) => (
            <Fact key={lane} name={`Lane ${countText(lane)}`}>
              At {countText(position)}, {countText(pending)} waiting
              {pending > 0 && `, the oldest for ${durationText(oldestPendingMs)}`}
            </Fact>
          ))}
        <Fact name="Connections">
          {countText(database.connections)}, {countText(database.waiting)} waiting
        </Fact>
      </Figures>
    </Block>
  );
}

function Caches({ tokenCache, views, tokenUpkeep }: Status): ReactNode {
  const asked = tokenCache.hits + tokenCache.negativeHits + tokenCache.misses + tokenCache.distrusted;
  const { warming, reconciled, swept } = tokenUpkeep;
  return (
    <Block title="Memory" note="Tokens and views that are answered without the database.">
      <Figures>
        <Fact name="Tokens in memory">
          {countText(tokenCache.entries)}, {bytesText(tokenCache.bytes)}
        </Fact>
        <Fact name="Answered from memory">
          {asked === 0 ? "Nothing asked yet" : shareText((tokenCache.hits + tokenCache.negativeHits) / asked)}
        </Fact>
        <Fact name="Hits, misses">
          {countText(tokenCache.hits)}, {countText(tokenCache.misses)}
        </Fact>
        <Fact name="Known to be absent">{countText(tokenCache.negativeHits)}</Fact>
        <Fact name="Not believed">{countText(tokenCache.distrusted)}</Fact>
        <Fact name="People in memory">
          {countText(views.users)}, {bytesText(views.bytes)}
        </Fact>
        <Fact name="Loaded, put out">
          {countText(views.loads)}, {countText(views.evictions)}
        </Fact>
        <Fact name="Warmed">
          {countText(warming.loaded)} ({warming.state})
        </Fact>
        <Fact name="Compared, repaired">
          {countText(reconciled.checked)}, {countText(reconciled.outdated + reconciled.missing + reconciled.ahead)}
        </Fact>
        <Fact name="Ended tokens removed">{countText(swept.issued + swept.held)}</Fact>
      </Figures>
      <CacheActions />
    </Block>
  );
}

function Others({ changeFeed, audit }: Status): ReactNode {
  return (
    <Block title="Change feed and seals">
      <Figures>
        <Fact name="Age of the feed">
          {changeFeed.ageMs === null
            ? "Nothing heard yet"
            : `${durationText(changeFeed.ageMs)} of ${durationText(changeFeed.deltaMs)}`}
        </Fact>
        <Fact name="Changes heard">{countText(changeFeed.changes)}</Fact>
        <Fact name="Connected anew">{countText(changeFeed.reconnects)}</Fact>
        <Fact name="Last seal">{audit.seq === 0 ? "None yet" : `Number ${countText(audit.seq)}`}</Fact>
        <Fact name="Sealed">{audit.lastSealedAt === null ? "Not yet" : exactTime(audit.lastSealedAt)}</Fact>
        <Fact name="Rows sealed">{countText(audit.rows)}</Fact>
        <Fact name="Behind">{durationText(audit.behindMs)}</Fact>
      </Figures>
    </Block>
  );
}

export function StatusFigures({ status }: { readonly status: Status }): ReactNode {
  return (
    <div className="blocks">
      <Conservation {...status} />
      <Drain {...status} />
      <Caches {...status} />
      <Others {...status} />
    </div>
  );
}
