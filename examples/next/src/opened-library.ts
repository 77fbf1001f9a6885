// One law library, and one Holdfast in it, for the whole process: opened with the first request.
import { type LawLibrary, openLawLibrary } from "@holdfast/example-law-library";

const open = (): Promise<LawLibrary> =>
  openLawLibrary({
    databaseUrl: process.env["DATABASE_URL"] ?? "postgres://localhost/app",
    journalDirectory: process.env["JOURNAL_DIRECTORY"] ?? "journal",
    // Next stands between the socket and the handler and writes down the address of the caller.
    trustedProxies: 1,
  });

// Next loads modules anew while one develops, and a journal has one writer: the opened one is kept beside them.
const shelf = globalThis as { library?: Promise<LawLibrary> };

export function openedLibrary(): Promise<LawLibrary> {
  return (shelf.library ??= open());
}
