// Three kinds of tests, told apart by the end of their names: nothing needed, a PostgreSQL, a browser.
import { defaultClientConditions, defaultServerConditions } from "vite";
import { configDefaults, defineConfig } from "vitest/config";
import { ClosingLine } from "./tests/src/setup/closing-line.js";
import { SecretScan } from "./tests/src/setup/printed/secret-scan.js";
import { leftOut } from "./tests/src/setup/left-out.js";

// Workspace packages are tested as they are written, not as they were built last.
const resolve = { conditions: ["source", ...defaultClientConditions] };
const ssr = { resolve: { conditions: ["source", ...defaultServerConditions], externalConditions: ["source"] } };
const exclude = [...configDefaults.exclude, "**/dist/**", ...leftOut()];
const globalSetup = ["./tests/src/setup/postgres.ts"];

export default defineConfig({
  resolve,
  ssr,
  test: {
    pool: "forks",
    maxWorkers: 2,
    reporters: ["default", new SecretScan(), new ClosingLine()],
    setupFiles: ["./tests/src/setup/printed/tee.ts"],
    coverage: { include: ["packages/*/src/**", "apps/*/src/**"], exclude: ["**/*.test.*", "**/dist/**"] },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/src/**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.pg.test.*", "**/*.browser.test.*"],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "pg",
          include: ["**/src/**/*.pg.test.{ts,tsx}"],
          exclude,
          globalSetup,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["**/src/**/*.browser.test.ts"],
          exclude,
          globalSetup,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
