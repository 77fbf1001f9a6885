// Deletes what Holdfast keeps of a user: account, groups with their selections, tokens, answers to operations, refused payloads.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  with groups as (delete from holdfast.selection_group where owner_user_id = $1 returning 1),
  former as (delete from holdfast.former_selection where owner_id = $1 returning 1),
  issued as (delete from holdfast.issued_token where user_id = $1 returning 1),
  held as (delete from holdfast.held_token where user_id = $1 returning 1),
  operations as (delete from holdfast.operation where user_id = $1 returning 1),
  refused as (update holdfast.quarantine set payload = '{}', message = 'The user was erased.' where user_id = $1 returning 1)
  select
    (select count(*) from groups) as groups, (select count(*) from issued) + (select count(*) from held) as tokens,
    (select count(*) from operations) as operations, (select count(*) from refused) as refused`;

// By a statement of its own: what hangs on the account is gone by then.
const account = `delete from holdfast.app_user where id = $1 returning id`;

export interface DeletedData {
  readonly groups: number;
  readonly tokens: number;
  readonly operations: number;
  /** Operations in quarantine whose contents were emptied. */
  readonly refused: number;
  /** False when accounts are the application's own, or there was none. */
  readonly account: boolean;
}

export async function deleteUserData(db: Queryable, { userId }: { readonly userId: UserId }): Promise<DeletedData> {
  const [counts] = await db.query<Omit<DeletedData, "account">>({ name: "delete_user_data", text, values: [userId] });
  const accounts = await db.query({ name: "delete_user_account", text: account, values: [userId] });
  return { groups: 0, tokens: 0, operations: 0, refused: 0, ...counts, account: accounts.length > 0 };
}
