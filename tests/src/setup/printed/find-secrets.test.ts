// The search finds what was planted, and nothing in what only looks like a secret.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printedHook } from "holdfast/testing";
import { describe, expect, it } from "vitest";
import { findSecrets } from "./find-secrets.js";
import { printedVariable } from "./printed-variable.js";
import { SecretScan } from "./secret-scan.js";

// A token of no server, taken apart so that no file and no line holds it whole.
const planted = ["hfs_", "A".repeat(43), checksum(`hfs_${"A".repeat(43)}`)].join("");

function checksum(text: string): string {
  const script =
    "const s=require('zlib').crc32(process.argv[1]);const a='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';console.log([0,1,2,3,4,5].map((i)=>a[(s>>>(30-6*i))&63]).join(''))";
  return execFileSync(process.execPath, ["-e", script, text], { encoding: "utf8" }).trim();
}

describe("the search for secrets", () => {
  it("[SC-05] finds a token wherever it stands in a line, and does not repeat it", () => {
    const found = findSecrets(`fine\n{"level":30,"url":"/x?token=${planted}&a=b"}\nfine`);
    expect(found).toEqual([{ kind: "token", line: '{"level":30,"url":"/x?token=[secret]&a=b"}' }]);
  });

  it("[SC-05] finds the password of somebody in a test", () => {
    const password = ["the pass phrase", "of ada"].join(" ");
    expect(findSecrets(`login failed: ${password}`)).toEqual([{ kind: "password", line: "login failed: [secret]" }]);
  });

  // Taken apart as well: this file is printed when one of its tests fails.
  it.each([
    ["gho_", "averysecrettokentext"],
    ["access-", "3f0b6a52-7a64-4b7e-8c0e-0a5f5f0a9a11"],
    ["secret of ", "3f0b6a52-7a64-4b7e-8c0e-0a5f5f0a9a11"],
    ["secret-", "token-text"],
    ["eyJhbGciOiJSUzI1NiJ9.", "eyJzdWIiOiJhZGEifQ.", "c2lnbmF0dXJlLW9mLW5vYm9keQ"],
  ])("[SC-05] finds a token of a provider that begins with %s", (...parts) => {
    const found = findSecrets(`refresh failed: ${parts.join("")} was refused`);
    expect(found).toEqual([{ kind: "held token", line: "refresh failed: [secret] was refused" }]);
  });

  it.each(["accessToken", "refresh_token", "client_secret"])("[SC-05] finds whatever is called %s in JSON", (name) => {
    expect(findSecrets(`{"${name}": "whatever it is"}`)).toEqual([{ kind: "held token", line: `{"${name}": "[secret]"}` }]);
    expect(findSecrets(`{"${name}":"[secret]","tokenType":"Bearer"}`)).toEqual([]);
  });

  it("[SC-05] finds a token of a provider in an address", () => {
    const address = ["/callback?state=x&access_token", "whatever&a=b"].join("=");
    expect(findSecrets(address)).toEqual([{ kind: "held token", line: "/callback?state=x&access_token=[secret]&a=b" }]);
  });

  it("[SC-05] finds nothing in a look-alike, a hash or a name", () => {
    expect(findSecrets(`${planted.slice(0, -1)}x holdfast_token_reconciled_outdated_total ${"a".repeat(64)}`)).toEqual([]);
  });
});

describe("what is printed", () => {
  it("[SC-05] is copied for the search: by tests, by servers in them, and by programs that they start", async () => {
    const directory = process.env[printedVariable];
    expect(directory).toBeDefined();
    const mark = `mark ${process.pid}`;
    console.info(`${mark} of a test`);
    printedHook.copy(`${mark} of a server\n`);
    const child = spawn(process.execPath, ["-e", "console.error(process.argv[1])", `${mark} of a program`], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.resume();
    await once(child, "close");
    const printed = readdirSync(directory!)
      .map((name) => readFileSync(join(directory!, name), "utf8"))
      .join("");
    for (const who of ["a test", "a server", "a program"]) expect(printed).toContain(`${mark} of ${who}`);
  });

  it("[SC-05] fails a run that printed a token", () => {
    const [directory, exitCode] = [process.env[printedVariable], process.exitCode];
    delete process.env[printedVariable];
    const scan = new SecretScan();
    writeFileSync(join(process.env[printedVariable]!, "1.log"), `a line with ${planted}\n`);
    scan.onTestRunEnd();
    const verdict = process.exitCode;
    process.exitCode = exitCode;
    process.env[printedVariable] = directory;
    expect(verdict).toBe(1);
  });
});
