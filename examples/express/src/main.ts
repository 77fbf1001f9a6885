// The application as a program: `DATABASE_URL=postgres://… HOLDFAST_KEYRING=… npm start`.
import { start } from "./start.js";

const running = await start({
  databaseUrl: process.env["DATABASE_URL"] ?? "postgres://localhost/app",
  journalDirectory: "journal",
  port: Number(process.env["PORT"] ?? 3000),
});
console.log(`${running.url} and, below it, ${running.url}/holdfast/api/docs`);
process.once("SIGTERM", () => void running.stop());
process.once("SIGINT", () => void running.stop());
