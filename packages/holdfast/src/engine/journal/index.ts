// The door of the journal.
export { nodeFileSystem, type FileSystem, type OpenFile } from "./file-system.js";
export { inspectJournal, type Finding } from "./inspect-journal.js";
export {
  openJournal,
  type Appended,
  type Journal,
  type JournalEntry,
  type JournalOptions,
  type JournalStatus,
} from "./journal.js";
