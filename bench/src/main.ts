// `npm run bench [-- NAME] [--json]`: every claim of speed, measured side by side with its peers.
import { parseArgs } from "node:util";
import { type Bench, type Claim, type Comparison, rowOf, spread } from "./claim.js";
import { claims } from "./claims.js";

const usage = `Usage: npm run bench [-- NAME …] [--json] [--rounds N] [--seconds S] [--share 0.1]

A share below 1 measures with less work each round, such as fewer rows or records.
Without a name, every claim. A name, or its id:
${claims.map(({ id, name, purpose }) => `  ${name.padEnd(14)} ${id}  ${purpose}`).join("\n")}
`;

const columns = [7, 34, 18, 34, 8, 7, 4] as const;

function line(cells: readonly string[]): string {
  return `${cells
    .map((cell, index) => cell.padEnd(columns[index] ?? 0))
    .join("  ")
    .trimEnd()}\n`;
}

function printRow(comparison: Comparison): void {
  const { id, ours, peer, peerName, unit, ratio, goal, reached } = rowOf(comparison);
  const within = (value: number, sample: Comparison["ours"]): string =>
    sample.length < 2 ? String(value) : `${value} ±${Math.round(spread(sample) * 100)} %`;
  const verdict = goal === "" ? "" : reached ? "yes" : "NO";
  process.stdout.write(
    line([
      id,
      comparison.case,
      `${within(ours, comparison.ours)} ${unit}`,
      `${within(peer, comparison.peer)} ${peerName}`,
      String(ratio),
      goal,
      verdict,
    ]),
  );
}

function choose(names: readonly string[]): readonly Claim[] {
  const wanted = (claim: Claim): boolean =>
    names.length === 0 || names.some((name) => name === claim.name || name.toUpperCase() === claim.id);
  const unknown = names.find((name) => !claims.some((claim) => name === claim.name || name.toUpperCase() === claim.id));
  if (unknown !== undefined) throw new TypeError(`There is no measurement "${unknown}".`);
  return claims.filter(wanted);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string" },
      share: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const chosen = choose(positionals);
  const bench: Bench = {
    rounds: Math.max(1, Math.floor(Number(values.rounds)) || 5),
    ...(values.seconds === undefined ? {} : { seconds: Math.max(1, Number(values.seconds) || 1) }),
    share: Number(values.share) || 1,
    add: (comparison) =>
      values.json ? void process.stdout.write(`${JSON.stringify(rowOf(comparison))}\n`) : printRow(comparison),
    say: (sentence) => void process.stderr.write(`${sentence}\n`),
  };
  if (!values.json) process.stdout.write(line(["", "case", "ours", "peer", "ratio", "goal", "reached"]));
  for (const claim of chosen) {
    bench.say(`${claim.id} ${claim.name}: ${claim.purpose}`);
    await claim.run(bench);
  }
}

await main().then(
  // Pools of peers that cannot be closed must not keep the process.
  () => process.exit(),
  (error: unknown) => {
    const told =
      error instanceof TypeError
        ? `${error.message}\n\n${usage}`
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${told}\n`);
    process.exit(error instanceof TypeError ? 64 : 70);
  },
);
