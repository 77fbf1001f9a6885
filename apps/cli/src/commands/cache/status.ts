// `holdfast cache status`: what a running server has of tokens in memory, and whether it believes it (TK-13).
import type { TokenCacheReport } from "@holdfast/contract";
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
  const report = await (await signedInClient(invocation)).call("tokenCache", {});
  const { ageMs, deltaMs } = report.changeFeed;
  const isBelieved = ageMs !== null && ageMs < deltaMs;
  invocation.printer.result({ isBelieved, ...report }, () => statusLines(isBelieved, report));
  return isBelieved ? 0 : disbelievedExit;
}

const number = (value: number): string => Math.round(value).toLocaleString("en-GB");

function statusLines(isBelieved: boolean, { tokenCache, changeFeed, warming, reconciled }: TokenCacheReport): readonly string[] {
  const { entries, bytes, hits, misses, negativeHits, distrusted, unopened } = tokenCache;
  const { connected, ageMs, deltaMs, changes, reconnects } = changeFeed;
  const asked = hits + negativeHits + misses;
  const share = asked === 0 ? "" : ` (${Math.floor(((hits + negativeHits) / asked) * 100)} % from memory)`;
  const age = ageMs === null ? "no heartbeat yet" : `last heartbeat ${number(ageMs)} ms ago`;
  return [
    `In memory    ${number(entries)} tokens, ${number(bytes)} bytes`,
    `Answered     ${number(hits)} from memory, ${number(negativeHits)} known to be absent, ${number(misses)} read${share}`,
    `Distrusted   ${number(distrusted)} read anew because the change feed was too old`,
    `Not opened   ${number(unopened)} whose row was changed, or whose key is missing`,
    `Change feed  ${connected ? "connected" : "not connected"}, ${age}, bound ${number(deltaMs)} ms, ${number(changes)} changes, ${number(reconnects)} reconnects`,
    `Warming      ${warming.state}, ${number(warming.loaded)} tokens put into memory at the start`,
    `Compared     ${number(reconciled.checked)} with the database: ${reconciled.outdated} outdated, ${reconciled.missing} not there any more, ${reconciled.ahead} newer`,
    isBelieved ? "Memory is believed." : "Memory is not believed just now: each token is read from the database.",
  ];
}
