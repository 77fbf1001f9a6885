// PF-19: the console cold, with 19,089 records, measured by the browser that shows it.
import { type Bench, type Claim, type Goal, limit } from "./claim.js";
import { startConsoleServer } from "./console-server.js";
import { launchBrowser, type Visit, visitConsole } from "./console-visit.js";

export const consoleLoad: Claim = {
  id: "PF-19",
  name: "console",
  purpose: "the records page cold, with 19,089 records, in a real browser",
  run: measure,
};

interface Case {
  readonly name: string;
  readonly unit: string;
  readonly of: (visit: Visit) => number;
  readonly most: number;
  readonly goal: Goal;
}

/** Those without a goal are what Lighthouse calls good. */
const cases: readonly Case[] = [
  { name: "first contentful paint", unit: "ms", of: ({ firstPaint }) => firstPaint, most: 1800, goal: "" },
  { name: "largest contentful paint", unit: "ms", of: ({ largestPaint }) => largestPaint, most: 2000, goal: "<1" },
  { name: "first record to tick", unit: "ms", of: ({ firstRecord }) => firstRecord, most: 2000, goal: "<1" },
  { name: "blocking time", unit: "ms", of: ({ blocked }) => blocked, most: 200, goal: "" },
  { name: "layout shift", unit: "", of: ({ shifted }) => shifted, most: 0.1, goal: "" },
  { name: "script, gzip", unit: "kB", of: ({ scriptBytes }) => scriptBytes / 1000, most: 200, goal: "≤1" },
];

async function measure(bench: Bench): Promise<void> {
  const server = await startConsoleServer();
  const browser = await launchBrowser();
  try {
    const visits: Visit[] = [];
    // The first visit warms the server; its figures are thrown away.
    for (let round = 0; round <= bench.rounds; round += 1) visits.push(await visitConsole(browser, server.url, server.cookie));
    const counted = visits.slice(1);
    for (const { name, unit, of, most, goal } of cases)
      bench.add({ id: "PF-19", case: name, unit, ours: counted.map(of), peer: limit(most), peerName: "limit", goal });
  } finally {
    await browser.close();
    await server.stop();
  }
}
