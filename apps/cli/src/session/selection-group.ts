// Groups by the names that people give them, and changes of them, on a running server.
import { randomUUID } from "node:crypto";
import type { HoldfastClient } from "@holdfast/client";
import { type ChangeInput, type Group, HoldfastError, type OperationAnswer, operationIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import type { Invocation } from "../command.js";
import { operationWords } from "../print/operation-words.js";
import { addServerFlag, signedInClient } from "./connect.js";

export function inGroup(command: Command): Command {
  return addServerFlag(command).option("--group <group>", "the group, by name or id (default: your default group)");
}

/** A group by its name (in any case) or id; the default group when none is named. Throws not_found. */
export async function findGroup(client: HoldfastClient, asked?: unknown): Promise<Group> {
  const [group] = await findGroups(client, [asked]);
  if (group === undefined) throw unknownGroup(asked);
  return group;
}

/** The same for several at once, in their order. */
export async function findGroups(client: HoldfastClient, asked: readonly unknown[]): Promise<readonly Group[]> {
  const { groups } = await client.call("listGroups", {});
  return asked.map((name) => {
    const found = groups.find((group) =>
      typeof name === "string" ? group.id === name.toLowerCase() || isCalled(group, name) : group.isDefault,
    );
    if (found === undefined) throw unknownGroup(name);
    return found;
  });
}

const isCalled = (group: Group, name: string): boolean => group.name.toLowerCase() === name.toLowerCase();

function unknownGroup(asked: unknown): HoldfastError {
  return new HoldfastError("not_found", {
    what: `You have no group ${String(asked)}.`,
    action: "List your groups with `holdfast selections groups`.",
  });
}

/** One operation with an id of its own; prints what it did. */
export async function perform(
  { printer }: Pick<Invocation, "printer">,
  client: HoldfastClient,
  change: ChangeInput,
): Promise<OperationAnswer> {
  const operationId = operationIdSchema.parse(randomUUID());
  const answer = await client.call("perform", { body: { operationId, change } });
  printer.result(answer, () => operationWords(answer));
  return answer;
}

/** A client, and the group that `--group` names. */
export async function clientAndGroup(
  invocation: Invocation,
): Promise<{ readonly client: HoldfastClient; readonly group: Group }> {
  const client = await signedInClient(invocation);
  return { client, group: await findGroup(client, invocation.flags["group"]) };
}
