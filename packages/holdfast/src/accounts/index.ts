// The door of the accounts room.
export type { PasswordChange, PasswordChanged } from "./change-password.js";
export { type AccountsOptions, type AccountsRoom, createAccounts } from "./create-accounts.js";
