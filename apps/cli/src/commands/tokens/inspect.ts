// `holdfast tokens inspect` and `history`: what a token is and what happened to it, never what it says (TK-25).
import { type HeldTokenInfo, HoldfastError, type IssuedTokenInfo, type TokenEvent, type TokenId } from "@holdfast/contract";
import type { Command } from "commander";
import type { TokenStore } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { printable } from "../../print/printable.js";
import { type Column, tableLines } from "../../print/table.js";
import { trackProgress } from "../../print/track-progress.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { sealTopics } from "../keys/census.js";
import { heldTokens, issuedTokens } from "./search.js";
import { tokenIdOf, userIdOf } from "./token-flags.js";

export function addTokenInspection(tokens: Command, line: CommandLine): void {
  const inspect = tokens
    .command("inspect")
    .description("Describe any token by its id, with what happened to it; never the token itself.")
    .argument("<id>", "id of the token, as `search` shows it")
    .option("--user <id>", "whose it is: found faster among many")
    .option("--limit <count>", "at most so many events (default: 100)");
  addExamples(addOptionFlags(inspect, sealTopics), [
    ["holdfast tokens inspect 0199c0de-…", "Who connected it, when it was refreshed, why it ended"],
  ]);
  onAction(inspect, line, inspectToken);

  const history = tokens
    .command("history")
    .description("List what happened to a user's token of a service, newest first.")
    .argument("<provider>", "the service that made the token, such as github")
    .requiredOption("--user <id>", "whose token")
    .option("--account <name>", "which account there (default: default)")
    .option("--limit <count>", "at most so many events (default: 100)");
  addExamples(addOptionFlags(history, sealTopics), [
    ["holdfast tokens history github --user 0199c0de-… --json", "One JSON object per event"],
  ]);
  onAction(history, line, printHistory);
}

type Described = { readonly held: HeldTokenInfo } | { readonly issued: IssuedTokenInfo };
type Administration = TokenStore["administration"];

const eventColumns: readonly Column<TokenEvent>[] = [
  { title: "when", value: ({ at }) => moment(at) },
  { title: "action", value: ({ action }) => action },
  { title: "by", value: ({ actorId }) => actorId },
  { title: "generation", value: ({ generation }) => generation, align: "right" },
  { title: "from", value: ({ address }) => address },
  { title: "reason", value: ({ reason }) => reason, most: 60 },
];
const pageSize = 500;

interface EventPage {
  readonly events: readonly TokenEvent[];
  readonly next: string | null;
}

async function eventsOf(
  most: number,
  read: (page: { readonly after?: string; readonly limit: number }) => Promise<EventPage>,
): Promise<readonly TokenEvent[]> {
  const events: TokenEvent[] = [];
  let after: string | null = null;
  do {
    const limit = Math.min(pageSize, most - events.length);
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const page: EventPage = await read(after === null ? { limit } : { after, limit });
    events.push(...page.events);
    after = page.next;
  } while (after !== null && events.length < most);
  return events;
}

const limitOf = ({ flags }: Invocation): number => Math.max(1, wholeNumberOf("--limit", flags["limit"]) ?? 100);

/** The library finds tokens by what is known of them; the id is looked for among those. */
async function describe(invocation: Invocation, administration: Administration, id: TokenId): Promise<Described | undefined> {
  const userId = userIdOf(invocation.flags["user"]);
  const query = userId === undefined ? {} : { userId };
  const track = trackProgress(invocation.printer, "Looking for it (tokens)");
  let looked = 0;
  const among = async <Token extends { readonly id: TokenId }>(
    pages: AsyncIterable<readonly Token[]>,
  ): Promise<Token | undefined> => {
    for await (const page of pages) {
      const token = page.find((one) => one.id === id);
      if (token !== undefined) return token;
      looked += page.length;
      if (page.length === pageSize) track.show(looked);
    }
    return undefined;
  };
  return track.during(async () => {
    const held = await among(heldTokens(administration, query, Infinity));
    if (held !== undefined) return { held };
    const issued = await among(issuedTokens(administration, query, Infinity));
    return issued === undefined ? undefined : { issued };
  });
}

async function inspectToken(invocation: Invocation): Promise<void> {
  const id = tokenIdOf(invocation.args[0]);
  const most = limitOf(invocation);
  await withTokenStore(invocation, async ({ store: { administration } }) => {
    const events = await eventsOf(most, (page) => administration.history(id, page));
    const described = await describe(invocation, administration, id);
    if (described === undefined && events.length === 0)
      throw new HoldfastError("not_found", {
        what: `There is no token ${id}, and none was ever there.`,
        action: "Find ids with `holdfast tokens search`.",
      });
    invocation.printer.result({ id, ...described, events }, () => [
      ...(described === undefined ? ["The token itself is gone; this is what happened to it."] : factLines(described)),
      "",
      ...tableLines(eventColumns, events),
    ]);
  });
}

function factLines(described: Described): readonly string[] {
  const facts = "held" in described ? heldFacts(described.held) : issuedFacts(described.issued);
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${value === null || value === "" ? "-" : printable(value)}`);
}

type Facts = readonly (readonly [name: string, value: string | null])[];

function heldFacts(token: HeldTokenInfo): Facts {
  return [
    ["Token", token.id],
    ["User", token.userId],
    ["Service", `${token.provider} (${token.account})`],
    ["Status", token.status],
    ["Scopes", token.scopes.join(" ")],
    ["Refresh token", token.hasRefreshToken ? "yes" : "no"],
    ["Generation", String(token.generation)],
    ["Kept since", moment(token.createdAt)],
    ["Changed", moment(token.updatedAt)],
    ["Last used", moment(token.lastUsedAt)],
    ["Expires", moment(token.expiresAt)],
    ["Revoked", moment(token.revokedAt)],
  ];
}

function issuedFacts(token: IssuedTokenInfo): Facts {
  return [
    ["Token", token.id],
    ["User", token.userId],
    ["Kind", token.kind],
    ["Status", token.status],
    ["Generation", String(token.generation)],
    ["Issued", moment(token.createdAt)],
    ["Last used", moment(token.lastUsedAt)],
    ["Expires", moment(token.expiresAt)],
    ["Asked for from", token.address],
    ["With", token.userAgent],
  ];
}

async function printHistory(invocation: Invocation): Promise<void> {
  const { args, flags, printer } = invocation;
  const provider = args[0] ?? "";
  const userId = userIdOf(flags["user"]);
  const name = { provider, ...(typeof flags["account"] === "string" ? { account: flags["account"] } : {}) };
  const most = limitOf(invocation);
  const events = await withTokenStore(invocation, ({ store }) =>
    eventsOf(most, async (page) => {
      const found = userId === undefined ? undefined : await store.tokens.history(userId, name, page);
      if (found !== undefined) return found;
      throw new HoldfastError("not_found", {
        what: `The user has no token of ${provider}.`,
        action: "Find tokens with `holdfast tokens search --user`.",
      });
    }),
  );
  if (printer.isJson) for (const event of events) printer.result(event, () => "");
  else printer.result({}, () => tableLines(eventColumns, events));
}
