// Says in words what an operation did (SE-03).
import type { OperationAnswer } from "@holdfast/contract";

const records = (count: number): string => `${count.toLocaleString("en-GB")} record${count === 1 ? "" : "s"}`;

const durabilities = {
  memory: "in memory only: a crash can take it back",
  journal: "safe in the journal",
  database: "in the database",
} as const satisfies Record<OperationAnswer["durability"], string>;

export function operationWords(answer: OperationAnswer): readonly string[] {
  const facts: readonly (readonly [count: number | null, words: string])[] = [
    [answer.added, "added"],
    [answer.removed, "removed"],
    [answer.alreadyThere, "already there"],
    [answer.notThere, "not there"],
    [answer.excluded, "left out as asked"],
    [answer.unknown, "unknown or withdrawn"],
    [answer.overLimit, "left out because the group is full"],
    [answer.keptBecauseChanged, "left alone because they changed meanwhile"],
    [answer.annotated ?? 0, "annotated"],
    [answer.undone?.skipped ?? 0, "left alone because somebody else changed them since"],
  ];
  const said = facts
    .filter(([count]) => count !== null && count > 0)
    .map(([count, words]) => `  ${records(count ?? 0)} ${words}`);
  const changed = said.length === 0 ? ["  Nothing had to change"] : said;
  return [
    ...changed,
    `The group holds ${records(answer.count)} (version ${answer.version}), ${durabilities[answer.durability]}.`,
  ];
}
