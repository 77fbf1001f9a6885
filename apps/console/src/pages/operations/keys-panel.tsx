// The keys that secrets are sealed with: which rows need which, a rotation and how far it is, retiring what nothing needs (TK-08).
import type { EndpointAnswer } from "@holdfast/client";
import type { KeyRotationState } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { countText } from "../../data/count-words.js";
import { keysQuery, readOperationsAgain } from "../../data/operations.js";
import { exactTime } from "../../data/time-words.js";
import { Button } from "../../parts/button.js";
import { ConfirmDialog } from "../../parts/dialog.js";
import { ProblemState } from "../../parts/empty-state.js";
import { Block, useAction } from "./panel.js";

const rowsText = (rows: number): string => (rows === 1 ? "1 row" : `${countText(rows)} rows`);

function rotationWords({ state, resealed, total, unopened, endedAt, problem }: KeyRotationState): string {
  const left = unopened > 0 ? ` ${rowsText(unopened)} could not be opened and are as they were.` : "";
  const when = endedAt === null ? "" : `, ${exactTime(endedAt)}`;
  switch (state) {
    case "none":
      return "No rotation was asked of this process since its start.";
    case "running":
      return `${countText(resealed)} of ${rowsText(total)} are under the current key.${left}`;
    case "finished":
      return `The last rotation brought ${rowsText(resealed)} over and is finished${when}.${left}`;
    case "stopped":
      return `Stopped after ${countText(resealed)} of ${rowsText(total)}${when}. It can be gone on with.${left}`;
    case "failed":
      return `It ended with a failure after ${rowsText(resealed)}${when}: ${problem ?? "unknown"}. It can be gone on with.`;
  }
}

const tableNames: Readonly<Record<string, string>> = {
  held_token: "held tokens",
  provider_revocation: "revocations that wait",
  issued_token: "short codes",
};

type Census = EndpointAnswer<"listKeys">["census"];

function KeyTable({ census, onRetire }: { readonly census: Census; readonly onRetire: (id: string) => void }): ReactNode {
  return (
    <Block
      title="Keys"
      note="To begin, put a new key first in the keyring of every process, and restart them one after the other."
    >
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">State</th>
              <th scope="col">Needed by</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {census.keys.map(({ id, current, inKeyring, retiredAt, rows, tables }) => (
              <tr key={id}>
                <th scope="row" className="mono">
                  {id}
                </th>
                <td>
                  <span className="pill" data-tone={current ? "good" : inKeyring ? undefined : rows > 0 ? "bad" : undefined}>
                    {current ? "Current" : retiredAt !== null ? "Retired" : inKeyring ? "Former" : "Not here"}
                  </span>
                </td>
                <td>
                  {rowsText(rows)}
                  {rows > 0 && (
                    <span className="muted">
                      {" "}
                      (
                      {Object.entries(tables)
                        .map(([table, count]) => `${countText(count)} ${tableNames[table] ?? table}`)
                        .join(", ")}
                      )
                    </span>
                  )}
                </td>
                <td>
                  {!current && retiredAt === null && (
                    <Button
                      look="quiet"
                      disabled={rows > 0}
                      title={rows > 0 ? "Rotate first" : undefined}
                      onClick={() => onRetire(id)}
                      aria-label={`Retire ${id}`}
                    >
                      Retire
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

export function KeysPanel(): ReactNode {
  const { data, error, refetch } = useQuery(keysQuery);
  const [busy, run] = useAction();
  const [retiring, setRetiring] = useState<string>();
  if (data === undefined)
    return error === null ? (
      <Block title="Keys">
        <span className="bar" data-width="1" />
      </Block>
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  const { census, rotation } = data;
  const isRunning = rotation.state === "running";
  const act = async (name: string, work: () => Promise<string | undefined>): Promise<void> => {
    await run(name, work);
    await readOperationsAgain("keys");
  };
  const start = (): Promise<void> =>
    act("rotate", async () => {
      await api.call("startRotation", {});
      return undefined;
    });
  const stop = (): Promise<void> =>
    act("stop", async () => {
      await api.call("stopRotation", {});
      return "The rotation is stopped. It can be gone on with.";
    });
  const retire = async (id: string): Promise<void> => {
    await act("retire", async () => {
      await api.call("retireKey", { params: { id } });
      return `The key ${id} is retired. Take it out of the keyring of every process.`;
    });
    setRetiring(undefined);
  };
  return (
    <>
      <Block
        title="Rotation"
        note={
          census.outdated === 0
            ? "Everything that is sealed is under the current key."
            : `${rowsText(census.outdated)} are under another key than the current one.`
        }
        action={
          isRunning ? (
            <Button icon="stop" busy={busy === "stop"} onClick={() => void stop()}>
              Stop
            </Button>
          ) : (
            <Button
              look={census.outdated > 0 ? "primary" : "plain"}
              icon="refresh"
              busy={busy === "rotate"}
              onClick={() => void start()}
            >
              {rotation.state === "stopped" || rotation.state === "failed" ? "Go on" : "Rotate"}
            </Button>
          )
        }
      >
        {rotation.state !== "none" && (
          <progress
            className="progress"
            max={Math.max(1, rotation.total)}
            value={rotation.total === 0 ? 1 : rotation.resealed}
            aria-label="Rotation"
          />
        )}
        <p className="muted" role="status">
          {rotationWords(rotation)}
        </p>
      </Block>
      <KeyTable census={census} onRetire={setRetiring} />
      {retiring !== undefined && (
        <ConfirmDialog
          title={`Retire the key ${retiring}?`}
          action="Retire"
          busy={busy === "retire"}
          onConfirm={() => void retire(retiring)}
          onClose={() => setRetiring(undefined)}
        >
          <p>From then on no process can seal anything under it. It is refused while a row needs the key.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
