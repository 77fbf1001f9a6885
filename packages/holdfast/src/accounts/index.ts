// The door of the accounts room.
export { type AccountsOptions, type AccountsRoom, createAccounts } from "./create-accounts.js";
export type { Origin, SignedInAccount, Accounts, VouchedAccount } from "./interface.js";
