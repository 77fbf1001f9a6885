// Decides whether the console must be bundled again: a fingerprint of everything that goes into it is kept beside the result.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listSourceFiles } from "../workspace/source-file.js";

/** What the bundle is made of, relative to the repository. */
const inputs = ["apps/console", "packages/client/src", "packages/contract/src", "packages/react/src", "package-lock.json"];
const stampPath = "apps/console/dist/.built-from";

function describeFile(path: string): string {
  const { mtimeMs, size } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}

function describeInput(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [describeFile(path)];
  return listSourceFiles(path, [""]).map((name) => describeFile(join(path, name)));
}

/** Changes when any input was added, removed or written. */
export function consoleFingerprint(root: string): string {
  const facts = inputs.flatMap((input) => describeInput(join(root, input)));
  return createHash("sha256").update(facts.join("\n")).digest("hex");
}

/** True when the bundle on disk was made from these inputs. */
export function isConsoleBuilt(root: string, fingerprint: string): boolean {
  const stamp = join(root, stampPath);
  return (
    existsSync(stamp) && existsSync(join(root, "apps/console/dist/index.html")) && readFileSync(stamp, "utf8") === fingerprint
  );
}

/** Remembers what the bundle was made from. */
export function markConsoleBuilt(root: string, fingerprint: string): void {
  const stamp = join(root, stampPath);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}
