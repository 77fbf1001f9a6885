// Generated reference pages are tables that any Markdown reader shows.
import { expect, it } from "vitest";
import { renderConfiguration } from "./configuration-page.js";
import { renderErrors } from "./error-page.js";
import { markdownTable } from "./reference-page.js";

it("escapes what would break a table", () => {
  expect(markdownTable(["a"], [["one|two\nthree"]])).toBe("| a |\n|---|\n| one\\|two three |");
});

it("lists every code with its status and exit code", () => {
  const page = renderErrors({ not_found: { status: 404, exit: 66, title: "Not found" } });
  expect(page).toContain("| `not_found` | Not found | 404 | 66 |");
  expect(page.startsWith("# Errors\n\n<!-- Generated")).toBe(true);
});

const port = {
  name: "port",
  topic: "server",
  flag: "--port",
  placeholder: "number",
  variable: "HOLDFAST_PORT",
  fallback: "4280",
  explanation: "The port to listen on.",
  expected: "a whole number",
  example: "8080",
  secret: false,
} as const;

it("[OP-03] lists every option under its topic with its flag, its variable and its default", () => {
  const page = renderConfiguration([port, { ...port, name: "key", topic: "keys", secret: true }]);
  expect(page).toContain(
    "## Server\n\n| key | flag | variable | default | what it does |\n|---|---|---|---|---|\n" +
      "| `port` | `--port <number>` | `HOLDFAST_PORT` | `4280` | The port to listen on. Expected: a whole number. |",
  );
  expect(page).toContain("## Keys");
  expect(page).toContain("Secret: never printed.");
});
