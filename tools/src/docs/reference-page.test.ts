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

it("[OP-03] lists every option with its flag, its variable and its default", () => {
  const page = renderConfiguration([{ name: "port", flag: "--port", environment: "PORT", fallback: "7300", text: "Where the server listens." }]);
  expect(page).toContain("| `port` | `--port` | `PORT` | `7300` | Where the server listens. |");
});
