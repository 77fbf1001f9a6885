// Marks one law for one member: `DATABASE_URL=postgres://… HOLDFAST_KEYRING=… npm start MEMBER-ID LAW-ID`.
import { openLawLibrary } from "./law-library.js";

const [userId = "", recordId = ""] = process.argv.slice(2);
const library = await openLawLibrary({
  databaseUrl: process.env["DATABASE_URL"] ?? "postgres://localhost/app",
  journalDirectory: "journal",
});
await library.holdfast.selections.perform(
  { userId },
  { operationId: crypto.randomUUID(), ack: "database", change: { kind: "select", recordId } },
);
console.log((await library.markedLaws(userId)).join("\n"));
await library.close();
