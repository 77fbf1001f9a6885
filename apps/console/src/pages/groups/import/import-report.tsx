// What an import would do, or has done: its counts, and the lines that were not added with the reason of each.
import type { GroupImportReport, ImportCounts, ImportLineStatus } from "@holdfast/contract";
import type { ReactNode } from "react";
import { countText } from "../../../data/count-words.js";

const reasons: Readonly<Record<ImportLineStatus, string>> = {
  added: "added",
  already_there: "already there",
  unknown: "not in the catalogue",
  ambiguous: "several records have this reference",
  duplicate: "came earlier in the file",
  over_limit: "the group is full",
  malformed: "neither an id nor a reference",
};

/** Only what is not nought, what matters most first. */
export function countRows(
  counts: ImportCounts,
  dryRun: boolean,
): readonly (readonly [words: string, count: number, tone: string])[] {
  const rows = [
    [dryRun ? "would be added" : "added", counts.added, "good"],
    ["already there", counts.alreadyThere, "plain"],
    ["twice in the file", counts.duplicates, "plain"],
    ["not in the catalogue", counts.unknown, "warn"],
    ["ambiguous", counts.ambiguous, "warn"],
    ["not readable", counts.malformed, "warn"],
    ["over the limit", counts.overLimit, "warn"],
  ] as const;
  return rows.filter(([, count], at) => count > 0 || at === 0);
}

export function ImportCountList({ counts, dryRun }: { readonly counts: ImportCounts; readonly dryRun: boolean }): ReactNode {
  return (
    <dl className="import-counts">
      {countRows(counts, dryRun).map(([words, count, tone]) => (
        <div key={words} data-tone={tone}>
          <dt>{words}</dt>
          <dd>{countText(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ImportReport({ report }: { readonly report: GroupImportReport }): ReactNode {
  const { problems, dryRun } = report;
  return (
    <>
      <ImportCountList counts={report} dryRun={dryRun} />
      {problems.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className="import-lines" role="region" aria-label="Lines that are not added" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Value</th>
                <th scope="col">Why it is not added</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ line, value, status }) => (
                <tr key={line}>
                  <td>{countText(line)}</td>
                  <td className="mono">{value}</td>
                  <td>{reasons[status]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
