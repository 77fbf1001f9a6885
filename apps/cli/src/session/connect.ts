// Talks to a running server as the user who signed in on this machine.
import { createHoldfastClient, type HoldfastClient } from "@holdfast/client";
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import type { Invocation } from "../command.js";
import { readSession } from "./credentials-file.js";

const standardUrl = "http://127.0.0.1:4280";

export function addServerFlag(command: Command): Command {
  return command.option("--url <url>", `the server (HOLDFAST_URL; default: ${standardUrl})`);
}

/** Scheme, host and port of the server. Throws configuration_invalid. */
export function serverUrlOf({ flags, terminal }: Pick<Invocation, "flags" | "terminal">): string {
  const variable = terminal.environment["HOLDFAST_URL"];
  const given =
    typeof flags["url"] === "string" ? flags["url"] : variable === undefined || variable === "" ? standardUrl : variable;
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return new URL(given).origin;
  throw new HoldfastError("configuration_invalid", {
    what: `"${given}" is no address of a server.`,
    action: `Give --url or HOLDFAST_URL an address such as ${standardUrl}.`,
  });
}

export function anonymousClient(invocation: Pick<Invocation, "flags" | "terminal">): HoldfastClient {
  return createHoldfastClient({ baseUrl: serverUrlOf(invocation) });
}

/** A client with the session of HOLDFAST_TOKEN or of `holdfast login`. Throws unauthenticated when there is none. */
export async function signedInClient(invocation: Pick<Invocation, "flags" | "terminal">): Promise<HoldfastClient> {
  const { environment } = invocation.terminal;
  const baseUrl = serverUrlOf(invocation);
  const variable = environment["HOLDFAST_TOKEN"];
  const token = variable === undefined || variable === "" ? (await readSession(environment, baseUrl))?.token : variable;
  if (token !== undefined) return createHoldfastClient({ baseUrl, token });
  throw new HoldfastError("unauthenticated", {
    what: `You are not signed in to ${baseUrl}.`,
    action: "Run `holdfast login --email you@example.org`, or set HOLDFAST_TOKEN.",
  });
}
