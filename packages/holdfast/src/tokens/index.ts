// The door of the token room.
export type { CacheStatus } from "./cache/fenced-cache.js";
export { createTokens, type TokenCacheOptions, type TokenRoom, type TokensOptions } from "./create-tokens.js";
export type { HeldPolicyOptions } from "./held/held-policy.js";
export type { Revocation, RevokeAll } from "./issued/revoke-issued.js";
export { createKeys, type Keys } from "./keys/create-keys.js";
export type { KeyCensus, KeyUse } from "./keys/key-census.js";
export type { Unopened } from "./keys/reseal.js";
export type { RetireOptions } from "./keys/retire-key.js";
export type { RotateOptions, RotationProgress, RotationReport } from "./keys/rotate-keys.js";
export type { KindOptions, TokenKinds } from "./kinds.js";
export type { BreakerState, Fetch, PresetName, ProviderOptions, ProvidersOption } from "./provider/index.js";
export type { RefreshOptions } from "./refresh/refresh-policy.js";
export type { TokenNotice } from "./token-notice.js";
