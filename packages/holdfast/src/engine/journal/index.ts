// The door of the journal.
export { nodeFileSystem, type FileSystem, type OpenFile } from "./file-system.js";
export { inspectJournal, type Finding } from "./inspect-journal.js";
export type { Appended, Journal, JournalEntry, JournalOptions, JournalStatus } from "./journal.js";
export { openJournal } from "./open-journal.js";
