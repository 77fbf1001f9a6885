// How long the trail is kept: the policy, what it would remove today, and the legal holds that stand against it (AU-05).
import type { EndpointAnswer } from "@holdfast/client";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { countText } from "../../data/count-words.js";
import { readOperationsAgain } from "../../data/operations.js";
import { bytesText, classWords, verdictWords, type TrailClass } from "../../data/operations-words.js";
import { exactTime } from "../../data/time-words.js";
import { Button } from "../../parts/button.js";
import { ConfirmDialog } from "../../parts/dialog.js";
import { LegalHolds } from "./legal-holds.js";
import { Block, useAction } from "./panel.js";
import { RetentionPolicy } from "./retention-policy.js";

type Report = EndpointAnswer<"previewRetention">;

const isClass = (name: string): name is TrailClass => name in classWords;

function Months({ report }: { readonly report: Report }): ReactNode {
  return (
    <div className="table-scroll">
      <table className="data-table months">
        <caption className="visually-hidden">Months of the trail</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">What becomes of it</th>
            <th scope="col">Rows</th>
            <th scope="col">Size</th>
            <th scope="col">Kept until</th>
          </tr>
        </thead>
        <tbody>
          {report.months.map(({ month, verdict, rows, bytes, classes, keptUntil }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              <td>
                <span className="pill" data-tone={verdict === "removable" ? "warn" : undefined}>
                  {verdictWords[verdict]}
                </span>{" "}
                <span className="muted">{classes.map((one) => (isClass(one) ? classWords[one] : one)).join(", ")}</span>
              </td>
              <td>{rows === null ? "Not counted" : countText(rows)}</td>
              <td>{bytesText(bytes)}</td>
              <td>{keptUntil === null ? "" : exactTime(keptUntil)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DryRun(): ReactNode {
  const [report, setReport] = useState<Report>();
  const [isAsking, setAsking] = useState(false);
  const [busy, run] = useAction();
  const removable = report?.dryRun === true ? report.months.filter(({ verdict }) => verdict === "removable").length : 0;
  const preview = (): Promise<boolean> =>
    run("preview", async () => {
      setReport(await api.call("previewRetention", {}));
      return undefined;
    });
  const apply = async (): Promise<void> => {
    await run("apply", async () => {
      const done = await api.call("applyRetention", {});
      setReport(done);
      return `${countText(done.removedRows)} rows were removed, and the trail says so.`;
    });
    setAsking(false);
  };
  return (
    <Block
      title="What it would remove"
      note="A dry run changes nothing. Removal is for good, by whole months, and stands in the trail."
      action={
        <div className="page-actions">
          <Button icon="eye" busy={busy === "preview"} onClick={() => void preview()}>
            Dry run
          </Button>
          <Button look="danger" disabled={removable === 0} onClick={() => setAsking(true)}>
            Remove
          </Button>
        </div>
      }
    >
      <div role="status">
        {report === undefined ? (
          <p className="muted">Begin with a dry run.</p>
        ) : (
          <p>
            {report.dryRun
              ? removable === 0
                ? "Nothing would be removed today."
                : `${removable === 1 ? "One month" : `${countText(removable)} months`} would be removed.`
              : `${countText(report.removedRows)} rows were removed.`}
          </p>
        )}
      </div>
      {report !== undefined && <Months report={report} />}
      {isAsking && (
        <ConfirmDialog
          title={`Remove ${removable === 1 ? "one month" : `${countText(removable)} months`} of the trail?`}
          action="Remove for good"
          busy={busy === "apply"}
          onConfirm={() => void apply()}
          onClose={() => setAsking(false)}
        >
          <p>No class of events keeps them any longer, and no legal hold covers them. It cannot be taken back.</p>
        </ConfirmDialog>
      )}
    </Block>
  );
}

export function RetentionPanel(): ReactNode {
  return (
    <>
      <RetentionPolicy onChanged={() => void readOperationsAgain("policy")} />
      <DryRun />
      <LegalHolds />
    </>
  );
}
