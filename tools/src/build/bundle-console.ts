// Bundles the console when there is one and something in it changed since the last time.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/root.js";
import { runCommand } from "../workspace/run-command.js";
import { consoleFingerprint, isConsoleBuilt, markConsoleBuilt } from "./console-fingerprint.js";

export type BundleResult =
  | { readonly state: "absent" | "current" | "bundled" }
  | { readonly state: "failed"; readonly output: string };

const folder = join(root, "apps/console");

export async function bundleConsole(): Promise<BundleResult> {
  if (!existsSync(join(folder, "index.html"))) return { state: "absent" };
  const fingerprint = consoleFingerprint(root);
  if (isConsoleBuilt(root, fingerprint)) return { state: "current" };
  // The compiler keeps its own files in the same folder, so only what the bundler made goes.
  rmSync(join(folder, "dist/assets"), { recursive: true, force: true });
  const { ok, output } = await runCommand("vite", ["build", "--emptyOutDir", "false"], folder);
  if (!ok) return { state: "failed", output };
  markConsoleBuilt(root, fingerprint);
  return { state: "bundled" };
}
