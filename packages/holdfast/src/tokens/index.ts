// The door of the token room.
export {
  createTokens,
  type TokenCacheOptions,
  type TokenCacheStatus,
  type TokenRoom,
  type TokensOptions,
} from "./create-tokens.js";
export type { HeldPolicyOptions } from "./held/held-policy.js";
export type { Revocation, RevokeAll } from "./issued/revoke-issued.js";
export { createKeys, type Keys } from "./keys/create-keys.js";
export type { KeyCensus, KeyUse } from "./keys/key-census.js";
export type { Unopened } from "./keys/reseal.js";
export type { RetireOptions } from "./keys/retire-key.js";
export type { RotateOptions, RotationProgress, RotationReport } from "./keys/rotate-keys.js";
export type { SealsOfKey, SealsReport, VerifySealsOptions, VerifySealsProgress } from "./keys/verify-seals.js";
export { kindsFromFile } from "./kinds-file.js";
export type { KindOptions, TokenKinds } from "./kinds.js";
export {
  type BreakerState,
  type Fetch,
  type PresetName,
  type ProviderOptions,
  providersFromFile,
  type ProvidersOption,
} from "./provider/index.js";
export type { RefreshOptions } from "./refresh/refresh-policy.js";
export type { HistoryPage } from "./history/token-history.js";
export type { ImportSettings, LinesImport, PlaintextImport } from "./plaintext/import-plaintext.js";
export type { ImportCounts, ImportReport as TokenImportReport, NotImported } from "./plaintext/import-report.js";
export type { PlaintextColumns, PlaintextTable } from "./plaintext/table-source.js";
export type { ReconcileProgress, ReconcileReport } from "./reconcile/reconcile.js";
export type { TokenScope } from "./search/search-tokens.js";
export type { SweepOptions, SweepReport } from "./sweep/sweep-tokens.js";
export type {
  ReconcileOptions,
  TokenAdministration,
  UpkeepOptions,
  UpkeepStatus,
  WarmNowOptions,
} from "./token-administration.js";
export type { WarmOptions, WarmStatus } from "./warm/warm-cache.js";
export type { TokenNotice } from "./token-notice.js";
export type {
  CacheUse,
  HeldTokenName,
  HeldToken,
  IssuedToken,
  Verified,
  MintRequest,
  CodeOwner,
  Tokens,
  ProviderInfo,
  BeginConnection,
  ConnectionBegun,
  ConnectionProblem,
  ConnectionCompleted,
  Connections,
} from "./interface.js";
