// The door of the engine.
export { type ChangeFeed, type ChangeFeedStatus, createChangeFeed, type Freshness } from "./change-feed.js";
export { Drain } from "./drain.js";
export { type DrainStatus } from "./drain-status.js";
export { type DrainDomain } from "./lane-worker.js";
export { type FeedLock } from "./feed-lock.js";
export {
  type FileSystem,
  inspectJournal,
  type Finding,
  nodeFileSystem,
  type OpenFile,
  type Journal,
  type JournalEntry,
  type JournalStatus,
  openJournal,
} from "./journal/index.js";
export { openFeed, type Feed } from "./feed.js";
export { holdTurn } from "./sql/hold-turn.js";
export { readLanes } from "./sql/read-lanes.js";
export { ViewStore, type ViewStoreStatus } from "./view-store.js";
