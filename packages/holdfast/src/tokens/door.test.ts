// TK-01: one interface, and no way around it.
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Database } from "../database/index.js";
import { generateKey, Keyring } from "../security/index.js";
import { createTestClock } from "../testing/index.js";
import { createTokens } from "./index.js";

const require = createRequire(import.meta.url);

test("[TK-01] every inner module of the room is out of reach of those who import the package", () => {
  const inner = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const paths = inner.flatMap((file) => [
    `holdfast/src/tokens/${file}`,
    `holdfast/dist/tokens/${file.replace(/ts$/, "js")}`,
    `holdfast/tokens/${file}`,
  ]);
  const reasons = new Set(paths.map(reasonOf));
  expect([...reasons]).toEqual(["ERR_PACKAGE_PATH_NOT_EXPORTED"]);
});

test("[TK-01] one object has minting and keeping, for every kind", () => {
  const never = () => Promise.reject(new Error("not asked"));
  const database: Pick<Database, "asUser" | "asSystem"> = { asUser: never, asSystem: never };
  const tokens = createTokens({ database, keyring: Keyring.parse(generateKey()), clock: createTestClock() });
  expect(tokens).toMatchObject(
    Object.fromEntries(
      [
        "put",
        "get",
        "list",
        "revoke",
        "mint",
        "verify",
        "peek",
        "consume",
        "consumeCode",
        "issued",
        "revokeIssued",
        "revokeAllIssued",
      ].map((name) => [name, expect.any(Function)]),
    ),
  );
});

function reasonOf(path: string): unknown {
  try {
    return require.resolve(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}
