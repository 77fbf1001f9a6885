// `npm run chaos -- NAME`: does faults to real processes and counts what became of every acknowledged operation.
import { parseArgs } from "node:util";
import { createChance } from "./load/chance.js";
import { type Report, reportOf, type Scenario, type Settings } from "./scenario.js";
import { scenarios } from "./scenarios.js";

const usage = `Usage: npm run chaos -- NAME [--json] [--kills N] [--seconds S] [--short] [--seed N]

  --kills N     how many faults to inject (kills, resets, crashes: what the scenario counts)
  --seconds S   for how long, where a scenario is measured in time
  --short       a run of at most 15 seconds
  --seed N      repeats the choices of an earlier run
  --json        ends with one JSON object on standard output

Scenarios (or "all"):
${scenarios.map(({ name, fault, purpose }) => `  ${name.padEnd(14)} ${fault.padEnd(4)} ${purpose}`).join("\n")}
`;

function numberOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new TypeError(`--${option} takes a number, not "${text}".`);
}

function readCommand(): { readonly chosen: readonly Scenario[]; readonly settings: Settings; readonly json: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kills: { type: "string" },
      seconds: { type: "string" },
      seed: { type: "string" },
      short: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.find((name) => name !== "all" && !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) throw new TypeError(`There is no scenario "${unknown}".`);
  const chosen = scenarios.filter(({ name }) => positionals.includes("all") || positionals.includes(name));
  const seed = numberOf(values.seed, "seed") ?? Math.floor(Math.random() * 2 ** 31);
  const count = numberOf(values.kills, "kills");
  const seconds = numberOf(values.seconds, "seconds");
  return { chosen, json: values.json, settings: { count, seconds, short: values.short, seed, program: "built" } };
}

async function runScenario(scenario: Scenario, settings: Settings, json: boolean): Promise<Report> {
  const say = (sentence: string): void => void process.stderr.write(`${scenario.name}: ${sentence}\n`);
  say(`${scenario.purpose} (seed ${settings.seed})`);
  const outcome = await scenario.run({ ...settings, chance: createChance(settings.seed), say });
  for (const problem of outcome.problems) say(problem);
  const report = reportOf(scenario.name, outcome);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${sentenceOf(report)}\n`);
  return report;
}

function sentenceOf(report: Report): string {
  if (report.skipped !== undefined) return `${report.scenario}: skipped. ${report.skipped}`;
  const { scenario, injected, acknowledged, lost, doubled, longestRecoveryMs, ok } = report;
  return `${scenario}: ${ok ? "ok" : "NOT OK"}. ${injected} faults, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, longest recovery ${longestRecoveryMs} ms.`;
}

async function main(): Promise<void> {
  const { chosen, settings, json } = readCommand();
  if (chosen.length === 0) return void process.stdout.write(usage);
  for (const scenario of chosen) if (!(await runScenario(scenario, settings, json)).ok) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  const told =
    error instanceof TypeError
      ? `${error.message}\n\n${usage}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = error instanceof TypeError ? 64 : 70;
});
