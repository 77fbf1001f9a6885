// The door of the token room.
export type { CacheStatus } from "./cache/fenced-cache.js";
export { createTokens, type TokenCacheOptions, type TokenRoom, type TokensOptions } from "./create-tokens.js";
export type { HeldPolicyOptions } from "./held/held-policy.js";
export type { Revocation, RevokeAll } from "./issued/revoke-issued.js";
export type { KindOptions, TokenKinds } from "./kinds.js";
export type { TokenNotice } from "./token-notice.js";
