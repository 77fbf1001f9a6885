// The public door of Holdfast: named exports, nothing else.
export { HoldfastError, isHoldfastError } from "@holdfast/contract";
export { type HostTables, migrate, type MigrationReport, provisionLogins } from "./database/index.js";
export { type Finding, inspectJournal } from "./engine/index.js";
export type {
  Accounts, Audit, CacheUse, Catalogue, HeldToken, HeldTokenName, Holdfast, HoldfastStatus, ImportRequest, IssuedToken, MintRequest, Origin,
  Selections, SignedInAccount, Subscription, Tokens, Verified,
} from "./holdfast.js";
export { openHoldfast } from "./open.js";
export type { HoldfastOptions } from "./open-options.js";
export { type Clock, systemClock } from "./runtime/clock.js";
export { type Log, silentLog } from "./runtime/log.js";
export {
  describeOptions, type LoadedOptions, loadOptions, type LoadOptions, type OptionName, type Options,
} from "./runtime/options.js";
export { generateKey, keysFromEnvironment, keysFromFile, Keyring, type KeySource, loadKeyring, Secret } from "./security/index.js";
