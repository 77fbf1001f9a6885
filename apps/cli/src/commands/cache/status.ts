// `holdfast cache status`: what a running server has of tokens in memory, and whether it believes it (TK-13).
import type { Status } from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../../command.js";
import { addServerFlag, signedInClient } from "../../session/connect.js";

const disbelievedExit = 1;

export function addCacheStatus(cache: Command, line: CommandLine): void {
  const status = addServerFlag(
    cache.command("status").description("Show the token cache of a running server, for administrators."),
  );
  status.addHelpText(
    "after",
    `\nExit codes: 0 memory is believed, ${disbelievedExit} the change feed is too old: each token is read from the database.`,
  );
  addExamples(status, [["holdfast cache status --json | jq .tokenCache.hits", "Tokens answered from memory"]]);
  onAction(status, line, showStatus);
}

async function showStatus(invocation: Invocation): Promise<number> {
  const { tokenCache, changeFeed } = await (await signedInClient(invocation)).call("status", {});
  const isBelieved = changeFeed.ageMs !== null && changeFeed.ageMs < changeFeed.deltaMs;
  invocation.printer.result({ isBelieved, tokenCache, changeFeed }, () => statusLines(isBelieved, tokenCache, changeFeed));
  return isBelieved ? 0 : disbelievedExit;
}

const number = (value: number): string => Math.round(value).toLocaleString("en-GB");

function statusLines(
  isBelieved: boolean,
  { entries, bytes, hits, misses, negativeHits, distrusted, unopened }: Status["tokenCache"],
  { connected, ageMs, deltaMs, changes, reconnects }: Status["changeFeed"],
): readonly string[] {
  const asked = hits + negativeHits + misses;
  const share = asked === 0 ? "" : ` (${Math.floor(((hits + negativeHits) / asked) * 100)} % from memory)`;
  const age = ageMs === null ? "no heartbeat yet" : `last heartbeat ${number(ageMs)} ms ago`;
  return [
    `In memory    ${number(entries)} tokens, ${number(bytes)} bytes`,
    `Answered     ${number(hits)} from memory, ${number(negativeHits)} known to be absent, ${number(misses)} read${share}`,
    `Distrusted   ${number(distrusted)} read anew because the change feed was too old`,
    `Not opened   ${number(unopened)} whose row was changed, or whose key is missing`,
    `Change feed  ${connected ? "connected" : "not connected"}, ${age}, bound ${number(deltaMs)} ms, ${number(changes)} changes, ${number(reconnects)} reconnects`,
    isBelieved ? "Memory is believed." : "Memory is not believed just now: each token is read from the database.",
  ];
}
