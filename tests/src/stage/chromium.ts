// A real Chromium of the system. One that is missing is an error with what to do.
import { type Browser, chromium } from "playwright-core";
import { findProgram } from "./find-program.js";

const wanted = {
  names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  purpose: "they are about what people see in a browser",
  install: "`apt-get install chromium`, or your system's package of Chromium or Google Chrome",
};
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findProgram(wanted), args: flags });
}
