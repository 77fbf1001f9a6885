// The door of the accounts room.
export type { VouchedAccount } from "./provision.js";
export { type AccountsOptions, type AccountsRoom, createAccounts } from "./create-accounts.js";
