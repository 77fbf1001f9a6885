// `holdfast register`, `login` and `logout`: the session that other commands use.
import type { SignedIn } from "@holdfast/contract";
import { HoldfastError } from "@holdfast/contract";
import { HoldfastProblem } from "@holdfast/client";
import type { Command } from "commander";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { readSecret } from "../input/read-secret.js";
import { addServerFlag, anonymousClient, serverUrlOf, signedInClient } from "../session/connect.js";
import { readSession, storeSession } from "../session/credentials-file.js";

export function addLogin(program: Command, line: CommandLine): void {
  const login = withCredentials(
    program.command("login").description("Sign in to a running server; other commands use the session."),
  );
  addExamples(login, [
    ["holdfast login --email you@example.org", "Asks for the password"],
    [
      "holdfast login --email you@example.org --password-stdin < password.txt",
      "For scripts; a session of your own can also be set as HOLDFAST_TOKEN",
    ],
  ]);
  onAction(login, line, signIn);

  const register = withCredentials(program.command("register").description("Make an account on a running server and sign in."));
  addExamples(register, [["holdfast register --email you@example.org", "Asks for a password of 10 characters or more"]]);
  onAction(register, line, signUp);

  const logout = addServerFlag(program.command("logout").description("End the session of `holdfast login`."));
  addExamples(logout, [["holdfast logout", "What you did is applied to the database first"]]);
  onAction(logout, line, signOut);
}

function withCredentials(command: Command): Command {
  return addServerFlag(command)
    .requiredOption("--email <address>", "the address of the account")
    .option("--password-stdin", "read the password from standard input");
}

async function credentialsOf({ flags, terminal }: Invocation): Promise<{ readonly email: string; readonly password: string }> {
  const instead = "Add --password-stdin and give the password on standard input.";
  const password = await readSecret({ question: "Password", fromInput: flags["passwordStdin"] === true, instead }, terminal);
  return { email: String(flags["email"]), password };
}

async function signIn(invocation: Invocation): Promise<void> {
  const credentials = await credentialsOf(invocation);
  const answer = await anonymousClient(invocation).call("signIn", { body: { ...credentials, transport: "bearer" } });
  await keep(invocation, answer);
}

/** Registering begins a session with a cookie, for browsers: it makes way for one of a program. */
async function signUp(invocation: Invocation): Promise<void> {
  const credentials = await credentialsOf(invocation);
  const anonymous = anonymousClient(invocation);
  await anonymous.call("register", { body: credentials });
  const answer = await anonymous.call("signIn", { body: { ...credentials, transport: "bearer" } });
  await keep(invocation, answer);
  await (await signedInClient(invocation)).call("revokeOtherSessions", {});
}

async function keep(invocation: Invocation, { account, session, token }: SignedIn): Promise<void> {
  const { terminal, printer } = invocation;
  const url = serverUrlOf(invocation);
  if (token === undefined) {
    throw new HoldfastError("internal", {
      what: `${url} signed in without giving a session to programs.`,
      action: "See whether client and server are of one version.",
    });
  }
  const file = await storeSession(terminal.environment, url, { token, email: account.email, expiresAt: session.expiresAt });
  printer.result(
    { url, account, expiresAt: session.expiresAt, file },
    () => `Signed in to ${url} as ${account.email}. The session is kept in ${file}.`,
  );
}

async function signOut(invocation: Invocation): Promise<void> {
  const { terminal, printer } = invocation;
  const url = serverUrlOf(invocation);
  if ((await readSession(terminal.environment, url)) === undefined && (terminal.environment["HOLDFAST_TOKEN"] ?? "") === "") {
    return printer.result({ url, state: "not_signed_in" }, () => `You were not signed in to ${url}.`);
  }
  const client = await signedInClient(invocation);
  const answer = await client.call("signOut", {}).catch((error: unknown) => {
    // A session that has ended already is as good as one that ends now.
    if (error instanceof HoldfastProblem && error.code === "unauthenticated") return undefined;
    throw error;
  });
  await storeSession(terminal.environment, url, undefined);
  const words =
    answer?.state === "deferred"
      ? "What you did is safe in the journal; the database follows."
      : "What you did is in the database.";
  printer.result({ url, state: answer?.state ?? "ended" }, () => `Signed out of ${url}. ${words}`);
}
