// `holdfast tokens`: the user's own tokens of other services, on a running server; for operators everybody's, in the database.
import {
  type AbsentToken,
  errorKinds,
  HoldfastError,
  type HeldTokenInfo,
  type ProviderInfo,
  timestampSchema,
} from "@holdfast/contract";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { readSecret } from "../input/read-secret.js";
import { moment } from "../print/moment.js";
import { type Column, tableLines } from "../print/table.js";
import { addServerFlag, signedInClient } from "../session/connect.js";
import { addTokenImport } from "./tokens/import.js";
import { addTokenInspection } from "./tokens/inspect.js";
import { addTokenSearch } from "./tokens/search.js";
import { addTokenSweep } from "./tokens/sweep.js";

export function addTokens(program: Command, line: CommandLine): void {
  const tokens = program
    .command("tokens")
    .description("Tokens of other services, kept for you by a running server; for operators, those of everybody.");
  onAction(addPut(tokens), line, put);
  onAction(addGet(tokens), line, get);

  const list = addServerFlag(tokens.command("list").description("List your tokens, without their secrets."));
  addExamples(list, [["holdfast tokens list --json | jq .provider", "One JSON object per token"]]);
  onAction(list, line, listAll);

  const revoke = forAccount(tokens.command("revoke").description("Revoke a token: after this it is never served again."));
  addExamples(revoke, [["holdfast tokens revoke github", "The token of the default account"]]);
  onAction(revoke, line, revokeOne);

  const refresh = forAccount(tokens.command("refresh").description("Fetch a new access token from the service now."));
  addExamples(refresh, [["holdfast tokens refresh github", "Without waiting for the old one to expire"]]);
  onAction(refresh, line, refreshOne);

  const providers = addServerFlag(
    tokens.command("providers").description("List the services at which accounts can be connected."),
  );
  addExamples(providers, [["holdfast tokens providers --json | jq -r .provider", "One JSON object per service"]]);
  onAction(providers, line, listProviders);
  for (const add of [addTokenSearch, addTokenInspection, addTokenSweep, addTokenImport]) add(tokens, line);
}

function forAccount(command: Command): Command {
  return addServerFlag(command.argument("<provider>", "the service that made the token, such as github")).option(
    "--account <name>",
    "which account there (default: default)",
  );
}

function addPut(tokens: Command): Command {
  const command = forAccount(tokens.command("put").description("Keep a token. Replaces an older one of the same name."))
    .option("--access-token-stdin", "read the access token from standard input")
    .option("--access-token <token>", "the access token itself; other users of this machine can see it while the command runs")
    .option("--refresh-token-stdin", "read the refresh token from standard input: the second line, after the access token")
    .option("--expires-at <time>", "when the access token expires, such as 2026-12-31T23:59:59Z")
    .option("--expires-in <seconds>", "the same as seconds from now")
    .option("--scope <scope...>", "what the token allows; can be repeated");
  return addExamples(command, [
    ["gh auth token | holdfast tokens put github --access-token-stdin", "From another program"],
    ["holdfast tokens put github", "Asks for the token without showing it"],
  ]);
}

function addGet(tokens: Command): Command {
  const command = forAccount(tokens.command("get").description("Print the access token alone, for scripts."));
  const codes = `\nExit codes: 0 printed, ${absentExit} absent, ${deadExit} revoked, expired or in need of a new connection.`;
  command.addHelpText("after", codes);
  return addExamples(command, [
    ['curl -H "Authorization: Bearer $(holdfast tokens get github)" https://api.github.com/user', "Use it at once"],
  ]);
}

const absentExit = errorKinds.not_found.exit;
const deadExit = errorKinds.unauthenticated.exit;

const account = ({ flags }: Invocation) => (typeof flags["account"] === "string" ? { account: flags["account"] } : {});
const provider = ({ args }: Invocation): string => args[0] ?? "";

interface Secrets {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

async function secretsOf({ flags, terminal, printer }: Invocation): Promise<Secrets> {
  if (typeof flags["accessToken"] === "string") {
    printer.warn(
      "A token on the command line can be seen in the list of processes and in the history of the shell. Prefer --access-token-stdin.",
    );
    return { accessToken: flags["accessToken"] };
  }
  const withRefresh = flags["refreshTokenStdin"] === true;
  const fromInput = withRefresh || flags["accessTokenStdin"] === true;
  const text = await readSecret(
    { question: "Access token", fromInput, instead: "Add --access-token-stdin and give the token on standard input." },
    terminal,
  );
  const [accessToken = "", refreshToken] = text.split(/\r?\n/);
  if (!withRefresh) return { accessToken: text };
  if (refreshToken !== undefined && refreshToken !== "") return { accessToken, refreshToken };
  throw new HoldfastError("invalid_request", {
    what: "There is no refresh token on standard input.",
    action: "Give the access token on the first line and the refresh token on the second.",
  });
}

function expiryOf({ flags, terminal }: Invocation): { readonly expiresAt?: string } {
  const { expiresAt, expiresIn } = flags;
  if (typeof expiresAt === "string") {
    if (timestampSchema.safeParse(expiresAt).success) return { expiresAt };
    throw new HoldfastError("invalid_request", {
      what: `--expires-at ${expiresAt} is no time.`,
      action: "Write it like 2026-12-31T23:59:59Z.",
    });
  }
  if (typeof expiresIn !== "string") return {};
  if (!/^\d{1,9}$/.test(expiresIn))
    throw new HoldfastError("invalid_request", {
      what: `--expires-in ${expiresIn} is no number of seconds.`,
      action: "Write it like 3600.",
    });
  return { expiresAt: new Date(terminal.clock.now() + Number(expiresIn) * 1000).toISOString() };
}

async function put(invocation: Invocation): Promise<void> {
  const expiry = expiryOf(invocation);
  const client = await signedInClient(invocation);
  const scopes = Array.isArray(invocation.flags["scope"]) ? invocation.flags["scope"].map(String) : [];
  const body = { ...(await secretsOf(invocation)), ...expiry, scopes };
  const token = await client.call("putToken", { params: { provider: provider(invocation) }, query: account(invocation), body });
  invocation.printer.result(
    token,
    () => `Kept the token of ${nameOf(token)}${token.expiresAt === null ? "" : `, which expires at ${moment(token.expiresAt)}`}.`,
  );
}

async function get(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const client = await signedInClient(invocation);
  const answer = await client.call("getToken", { params: { provider: provider(invocation) }, query: account(invocation) });
  if (answer.status === "active") {
    printer.result(answer, () => answer.accessToken);
    return 0;
  }
  return printer.fail(notServed(provider(invocation), answer));
}

function notServed(name: string, { status, reason, at }: AbsentToken): HoldfastError {
  const states = {
    absent: "is not there",
    expired: "has expired",
    revoked: "was revoked",
    reconnect_required: "needs a new connection",
    unavailable: "has expired, and its provider cannot be asked for a new one just now",
  } as const;
  const code = status === "unavailable" ? "provider_unavailable" : status === "absent" ? "not_found" : "unauthenticated";
  return new HoldfastError(code, {
    what: `The token of ${name} ${states[status]}${at === null ? "" : ` (${moment(at)})`}.`,
    why: reason,
    action: status === "unavailable" ? "Try again shortly." : `Keep a new one with \`holdfast tokens put ${name}\`.`,
    data: { status, at },
  });
}

const nameOf = ({ provider: name, account: of }: HeldTokenInfo): string => (of === "default" ? name : `${name} (${of})`);

const columns: readonly Column<HeldTokenInfo>[] = [
  { title: "provider", value: (token) => token.provider },
  { title: "account", value: (token) => token.account },
  { title: "status", value: (token) => token.status },
  { title: "expires", value: (token) => moment(token.expiresAt) },
  { title: "last used", value: (token) => moment(token.lastUsedAt) },
  { title: "scopes", value: (token) => token.scopes.join(" "), most: 40 },
];

async function listAll(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const { tokens } = await (await signedInClient(invocation)).call("listTokens", {});
  if (printer.isJson) for (const token of tokens) printer.result(token, () => "");
  else printer.result({}, () => (tokens.length === 0 ? "You keep no tokens here." : tableLines(columns, tokens)));
}

async function revokeOne(invocation: Invocation): Promise<void> {
  const client = await signedInClient(invocation);
  const token = await client.call("revokeToken", { params: { provider: provider(invocation) }, query: account(invocation) });
  invocation.printer.result(token, () => `Revoked the token of ${nameOf(token)}. It is not served any more.`);
}

async function refreshOne(invocation: Invocation): Promise<number> {
  const { printer } = invocation;
  const client = await signedInClient(invocation);
  const answer = await client.call("refreshToken", { params: { provider: provider(invocation) }, query: account(invocation) });
  if (answer.status !== "active") return printer.fail(notServed(provider(invocation), answer));
  const { token } = answer;
  printer.result(
    token,
    () =>
      `Refreshed the token of ${nameOf(token)}${token.expiresAt === null ? "" : `, which expires at ${moment(token.expiresAt)}`}.`,
  );
  return 0;
}

const providerColumns: readonly Column<ProviderInfo>[] = [
  { title: "provider", value: ({ provider: id }) => id },
  { title: "name", value: ({ displayName }) => displayName },
  { title: "scopes", value: ({ scopes }) => scopes.join(" "), most: 60 },
];

async function listProviders(invocation: Invocation): Promise<void> {
  const { printer } = invocation;
  const { providers } = await (await signedInClient(invocation)).call("listProviders", {});
  if (printer.isJson) for (const each of providers) printer.result(each, () => "");
  else
    printer.result({}, () =>
      providers.length === 0
        ? "No service is configured: see `holdfast serve --help`, --providers-file."
        : tableLines(providerColumns, providers),
    );
}
