// Opens the console in a browser where there is a person and a desktop; never a reason to fail.
import { spawn } from "node:child_process";
import type { Terminal } from "../terminal.js";

function opener(environment: Terminal["environment"]): readonly [program: string, ...rest: string[]] | undefined {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["cmd", "/c", "start", ""];
  const hasDesktop = (environment["DISPLAY"] ?? environment["WAYLAND_DISPLAY"] ?? "") !== "";
  return hasDesktop ? ["xdg-open"] : undefined;
}

/** Whether a browser was asked to open the address. */
export function openBrowser(url: string, { output, environment }: Pick<Terminal, "output" | "environment">): boolean {
  const command = opener(environment);
  if (output.isTTY !== true || command === undefined) return false;
  const [program, ...rest] = command;
  const child = spawn(program, [...rest, url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
  return true;
}
