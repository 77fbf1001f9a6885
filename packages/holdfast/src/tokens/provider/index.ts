// The door of the providers, inside the token room.
export type { CallFailure, CallOutcome } from "./call-outcome.js";
export type { BreakerOptions, BreakerState } from "./circuit-breaker.js";
export { ProviderBook, type ProviderPlace, type ProvidersOption } from "./provider-book.js";
export { providersFromFile } from "./providers-file.js";
export type { GrantedTokens, ProviderClient } from "./provider-client.js";
export type { Fetch } from "./provider-http.js";
export type { Provider, ProviderOptions } from "./provider-options.js";
export type { PresetName } from "./presets.js";
