// `holdfast keys census`: every key with the number of rows that need it (TK-08).
import type { Command } from "commander";
import type { KeyCensus, KeyUse } from "holdfast";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  type Topics,
} from "../../command.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { withTokenStore } from "../../start/with-token-store.js";

export const sealTopics: Topics = [...databaseTopics, "tokens"];
const lostExit = 1;

export function addKeyCensus(keys: Command, line: CommandLine): void {
  const census = keys.command("census").description("Count the sealed rows under each key, in the database itself.");
  census.addHelpText(
    "after",
    `\nExit codes: 0 every row has its key here, ${lostExit} rows need a key that is not in this keyring.`,
  );
  addExamples(addOptionFlags(census, sealTopics), [
    ["holdfast keys census", "Which keys are still needed"],
    ["holdfast keys census --json | jq .outdated", "How many rows a rotation has to bring over"],
  ]);
  onAction(census, line, takeCensus);
}

async function takeCensus(invocation: Invocation): Promise<number> {
  const census = await withTokenStore(invocation, ({ store }) => store.keys.census());
  invocation.printer.result(census, () => censusLines(census));
  return lostKeys(census).length === 0 ? 0 : lostExit;
}

const columns: readonly Column<KeyUse>[] = [
  { title: "key", value: ({ id }) => id },
  { title: "state", value: stateOf },
  { title: "rows", value: ({ rows }) => rows, align: "right" },
  { title: "held tokens", value: ({ tables }) => tables.held_token ?? 0, align: "right" },
  { title: "other rows", value: ({ rows, tables }) => rows - (tables.held_token ?? 0), align: "right" },
];

function stateOf({ current, inKeyring, retiredAt }: KeyUse): string {
  if (current) return "current";
  if (retiredAt !== null) return `retired ${moment(retiredAt)}`;
  return inKeyring ? "opens only" : "not in this keyring";
}

const lostKeys = ({ keys }: KeyCensus): readonly KeyUse[] => keys.filter(({ inKeyring, rows }) => !inKeyring && rows > 0);

/** The census for people, with a sentence on what cannot be opened. */
export function censusLines(census: KeyCensus): readonly string[] {
  const lost = lostKeys(census).map(
    ({ id, rows }) =>
      `${counted(rows)} cannot be opened here: the key ${id} is not in this keyring. Put it back behind the current one.`,
  );
  return [...tableLines(columns, census.keys), ...lost];
}

export const counted = (count: number, unit = "row"): string =>
  `${count.toLocaleString("en-GB")} ${unit}${count === 1 ? "" : "s"}`;
