// `holdfast users`: accounts, for operators with access to the database.
import { type Account, HoldfastError, userIdSchema } from "@holdfast/contract";
import type { Command } from "commander";
import {
  addExamples,
  addOptionFlags,
  type CommandLine,
  databaseTopics,
  type Invocation,
  onAction,
  optionsOf,
} from "../command.js";
import { moment } from "../print/moment.js";
import { type Column, tableLines } from "../print/table.js";
import { withAdministration } from "../start/with-administration.js";

export function addUsers(program: Command, line: CommandLine): void {
  const users = program.command("users").description("Accounts, for operators with access to the database.");
  const list = users.command("list").description("List accounts.").option("--email <part>", "those whose address contains this");
  addOptionFlags(list, databaseTopics);
  addExamples(list, [["holdfast users list --email example.org", "Accounts of one domain"]]);
  onAction(list, line, listUsers);

  const role = users
    .command("role")
    .description("Give an account a role.")
    .argument("<user>", "e-mail address or id")
    .argument("<role>", "user or admin");
  addOptionFlags(role, databaseTopics);
  addExamples(role, [["holdfast users role you@example.org admin", "Make somebody an administrator"]]);
  onAction(role, line, giveRole);
}

const columns: readonly Column<Account>[] = [
  { title: "e-mail", value: ({ email }) => email },
  { title: "role", value: ({ role }) => role },
  { title: "since", value: ({ createdAt }) => moment(createdAt) },
  { title: "id", value: ({ id }) => id },
];
const pageSize = 500;

async function listUsers(invocation: Invocation): Promise<void> {
  const { printer, flags } = invocation;
  const search = typeof flags["email"] === "string" ? { email: flags["email"] } : {};
  await withAdministration(invocation, optionsOf(invocation).options, async ({ accounts }) => {
    const all: Account[] = [];
    for (let offset = 0, page: readonly Account[] = []; offset === 0 || page.length === pageSize; offset += pageSize) {
      page = await accounts.list({ ...search, offset, limit: pageSize });
      if (printer.isJson) for (const account of page) printer.result(account, () => "");
      else all.push(...page);
    }
    if (!printer.isJson) printer.result({}, () => (all.length === 0 ? "There are no such accounts." : tableLines(columns, all)));
  });
}

async function giveRole(invocation: Invocation): Promise<void> {
  const { args, printer } = invocation;
  const [user = "", role = ""] = args;
  if (role !== "user" && role !== "admin")
    throw new HoldfastError("invalid_request", { what: `"${role}" is no role.`, action: "Give user or admin." });
  const id = userIdSchema.safeParse(user);
  await withAdministration(invocation, optionsOf(invocation).options, async ({ accounts }) => {
    const account = await accounts.setRole(id.success ? { userId: id.data } : { email: user }, role);
    if (account === undefined)
      throw new HoldfastError("not_found", {
        what: `There is no account ${user}.`,
        action: "List accounts with `holdfast users list`.",
      });
    printer.result(
      account,
      () => `${account.email} is ${account.role === "admin" ? "an administrator" : "an ordinary user"} now.`,
    );
  });
}
