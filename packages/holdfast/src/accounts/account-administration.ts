// What an operator with access to the database may do with accounts; nothing here is reachable over the network.
import type { Account, UserId } from "@holdfast/contract";
import { AuditRecorder } from "../audit/index.js";
import type { Database } from "../database/index.js";
import type { Clock } from "../runtime/clock.js";
import { type AccountRow, accountOf } from "./account-row.js";
import { listAccounts } from "./sql/list-accounts.js";
import { setAccountRole } from "./sql/set-account-role.js";

export interface AccountSearch {
  /** Part of the address, in any case; all accounts when absent. */
  readonly email?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface AccountAdministration {
  /** By address. */
  list(search: AccountSearch): Promise<readonly Account[]>;
  /** By the whole address or the id. Undefined when there is no such account. A change is in the trail. */
  setRole(account: { readonly email: string } | { readonly userId: UserId }, role: Account["role"]): Promise<Account | undefined>;
}

/** Somebody with a login of the database: nobody whom we know. */
const operator = { userId: null };

export function createAccountAdministration(
  database: Pick<Database, "asSystem">,
  clock: Pick<Clock, "timestamp">,
): AccountAdministration {
  const audit = new AuditRecorder(clock);
  return {
    list: (search) => database.asSystem(async (db) => (await listAccounts(db, search)).map(accountOf)),
    setRole: (account, role) =>
      database.asSystem(async (db) => {
        const userId = "userId" in account ? account.userId : await idOf(account.email, (search) => listAccounts(db, search));
        const row = userId === undefined ? undefined : await setAccountRole(db, { userId, role });
        if (row === undefined) return undefined;
        const { id, formerRole } = row;
        if (formerRole !== role)
          await audit.record(db, operator, { action: "role_changed", userId: id, metadata: { from: formerRole, to: role } });
        return accountOf(row);
      }),
  };
}

async function idOf(
  email: string,
  list: (search: AccountSearch & { readonly isWhole: boolean }) => Promise<readonly AccountRow[]>,
): Promise<UserId | undefined> {
  const [row] = await list({ email, isWhole: true, offset: 0, limit: 1 });
  return row?.id;
}
