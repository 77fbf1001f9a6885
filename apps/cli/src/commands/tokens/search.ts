// `holdfast tokens search`: finds everybody's tokens by what is known of them, without opening any (TK-26).
import {
  type HeldTokenInfo,
  type HeldTokenSearch,
  heldTokenSearchSchema,
  HoldfastError,
  type IssuedTokenInfo,
  type IssuedTokenSearch,
  issuedTokenSearchSchema,
} from "@holdfast/contract";
import type { Command } from "commander";
import type { TokenAdministration } from "holdfast";
import { addExamples, addOptionFlags, type CommandLine, type Invocation, onAction } from "../../command.js";
import { timeOf, wholeNumberOf } from "../../input/time-flag.js";
import { moment } from "../../print/moment.js";
import { type Column, tableLines } from "../../print/table.js";
import { withTokenStore } from "../../start/with-token-store.js";
import { sealTopics } from "../keys/census.js";
import { userIdOf } from "./token-flags.js";

export function addTokenSearch(tokens: Command, line: CommandLine): void {
  const search = tokens
    .command("search")
    .description("Find tokens of everybody, newest first, in the database itself. None is opened.")
    .option("--user <id>", "only of this user")
    .option("--provider <name>", "only of this service")
    .option("--issued", "tokens that Holdfast has issued, such as sessions, instead of those that it keeps")
    .option("--kind <name>", "with --issued: only of this kind")
    .option(
      "--status <name...>",
      "active, expired, revoked or reconnect_required; with --issued valid, expired, revoked or consumed",
    )
    .option("--expires-after <time>", "only those that expire then or later")
    .option("--expires-before <time>", "only those that expire before")
    .option("--used-since <time>", "only those that were used then or later")
    .option("--unused-since <time>", "only those that were not used then or later, or never")
    .option("--limit <count>", "at most so many (default: 100)");
  addExamples(addOptionFlags(search, sealTopics), [
    ["holdfast tokens search --provider github --status reconnect_required", "Who has to connect again"],
    ["holdfast tokens search --unused-since 2026-01-01 --json | jq -r .id", "Ids of tokens that nobody uses"],
    ["holdfast tokens search --issued --kind session --status valid", "Who is signed in"],
  ]);
  onAction(search, line, searchTokens);
}

/** The conditions that were given, under the names that a search has. */
function conditionsOf({ flags }: Invocation): Readonly<Record<string, unknown>> {
  const { provider, kind, status } = flags;
  const conditions = {
    userId: userIdOf(flags["user"]),
    provider,
    kind,
    status,
    expiresFrom: timeOf("--expires-after", flags["expiresAfter"]),
    expiresBefore: timeOf("--expires-before", flags["expiresBefore"]),
    usedSince: timeOf("--used-since", flags["usedSince"]),
    notUsedSince: timeOf("--unused-since", flags["unusedSince"]),
  };
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
}

function refuseForeign({ flags }: Invocation, isIssued: boolean): void {
  const flag = isIssued ? "provider" : "kind";
  if (flags[flag] === undefined) return;
  throw new HoldfastError("invalid_request", {
    what: isIssued ? "--provider is about tokens of other services, --issued about our own." : "--kind is about issued tokens.",
    action: isIssued ? "Leave one of the two out." : "Add --issued, or name a service with --provider.",
  });
}

interface Parser<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: ParseError };
}
interface ParseError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Throws invalid_request. */
function parse<T>(schema: Parser<T>, conditions: unknown): T {
  const parsed = schema.safeParse(conditions);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "Tokens cannot be searched like this.",
    action: "See `holdfast tokens search --help` for what can be asked.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}

const pageSize = 500;

async function* found<Token>(
  most: number,
  read: (
    after: string | undefined,
    limit: number,
  ) => Promise<{ readonly tokens: readonly Token[]; readonly next: string | null }>,
): AsyncGenerator<readonly Token[]> {
  let after: string | undefined;
  let left = most;
  do {
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const { tokens, next } = await read(after, Math.min(pageSize, left));
    yield tokens;
    left -= tokens.length;
    after = next ?? undefined;
  } while (after !== undefined && left > 0);
}

export function heldTokens(administration: TokenAdministration, query: HeldTokenSearch, most: number) {
  return found(most, (after, limit) => administration.searchHeld("everybody", { ...query, after, limit }));
}

export function issuedTokens(administration: TokenAdministration, query: IssuedTokenSearch, most: number) {
  return found(most, (after, limit) => administration.searchIssued("everybody", { ...query, after, limit }));
}

const heldColumns: readonly Column<HeldTokenInfo>[] = [
  { title: "id", value: ({ id }) => id },
  { title: "user", value: ({ userId }) => userId },
  { title: "provider", value: ({ provider }) => provider },
  { title: "account", value: ({ account }) => account },
  { title: "status", value: ({ status }) => status },
  { title: "expires", value: ({ expiresAt }) => moment(expiresAt) },
  { title: "last used", value: ({ lastUsedAt }) => moment(lastUsedAt) },
];
const issuedColumns: readonly Column<IssuedTokenInfo>[] = [
  { title: "id", value: ({ id }) => id },
  { title: "user", value: ({ userId }) => userId },
  { title: "kind", value: ({ kind }) => kind },
  { title: "status", value: ({ status }) => status },
  { title: "expires", value: ({ expiresAt }) => moment(expiresAt) },
  { title: "last used", value: ({ lastUsedAt }) => moment(lastUsedAt) },
  { title: "from", value: ({ address }) => address },
];

async function searchTokens(invocation: Invocation): Promise<void> {
  const { flags } = invocation;
  const isIssued = flags["issued"] === true;
  refuseForeign(invocation, isIssued);
  const most = Math.max(1, wholeNumberOf("--limit", flags["limit"]) ?? 100);
  const conditions = conditionsOf(invocation);
  const held = isIssued ? undefined : parse(heldTokenSearchSchema, conditions);
  const issued = isIssued ? parse(issuedTokenSearchSchema, conditions) : undefined;
  await withTokenStore(invocation, async ({ store: { administration } }) => {
    if (held !== undefined) await printAll(invocation, heldColumns, heldTokens(administration, held, most));
    if (issued !== undefined) await printAll(invocation, issuedColumns, issuedTokens(administration, issued, most));
  });
}

async function printAll<Token extends object>(
  { printer }: Invocation,
  columns: readonly Column<Token>[],
  pages: AsyncIterable<readonly Token[]>,
): Promise<void> {
  const all: Token[] = [];
  for await (const page of pages) {
    if (printer.isJson) for (const token of page) printer.result(token, () => "");
    else all.push(...page);
  }
  if (!printer.isJson) printer.result({}, () => (all.length === 0 ? "There are no such tokens." : tableLines(columns, all)));
}
