// Opens the console in a browser where there is a person and a desktop; never a reason to fail.
import { spawn } from "node:child_process";
import type { Terminal } from "../terminal.js";

function opener(
  environment: Terminal["environment"],
  platform: NodeJS.Platform,
): readonly [program: string, ...rest: string[]] | undefined {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  const hasDesktop = (environment["DISPLAY"] ?? environment["WAYLAND_DISPLAY"] ?? "") !== "";
  return hasDesktop ? ["xdg-open"] : undefined;
}

/** Whether a browser was asked to open the address. */
export function openBrowser(
  url: string,
  { output, environment }: Pick<Terminal, "output" | "environment">,
  platform = process.platform,
): boolean {
  const command = opener(environment, platform);
  if (output.isTTY !== true || command === undefined) return false;
  const [program, ...rest] = command;
  const child = spawn(program, [...rest, url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
  return true;
}
