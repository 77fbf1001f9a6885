// The public door of Holdfast: named exports, nothing else.
export { HoldfastError, isHoldfastError } from "@holdfast/contract";
export { type Administration, type AdministrationOptions, openAdministration } from "./administration.js";
export type {
  AnchorSource,
  AuditBreak,
  AuditBreakKind,
  AuditChainState,
  AuditClass,
  AuditCount,
  AuditCounts,
  AuditFilter,
  AuditProgress,
  AuditReport,
  AuditReportPage,
  AuditRoot,
  AuditScope,
  AuditVerification,
  CountUnit,
  Erasure,
  ExportFormat,
  InclusionProof,
  LegalHold,
  LegalHoldRequest,
  LegalHolds,
  RetentionMonth,
  RetentionOptions,
  RetentionPolicy,
  RetentionReport,
  SealingState,
  VerifyAuditOptions,
} from "./audit/index.js";
export type { ImportReport, RawRow, RecordMapping } from "./catalogue/index.js";
export type { CatalogueGuard, DatabaseFacts, JournalLane, RoleRights } from "./database/examine.js";
export {
  type HostRecords,
  type HostTables,
  type Logins,
  migrate,
  type MigrationReport,
  provisionLogins,
} from "./database/index.js";
export { setUpLogins } from "./database/set-up-logins.js";
export { type Finding, inspectJournal } from "./engine/index.js";
export type {
  Accounts,
  Audit,
  BeginConnection,
  CacheUse,
  Catalogue,
  GroupImportOptions,
  ConnectionBegun,
  ConnectionCompleted,
  Connections,
  HeldToken,
  HeldTokenName,
  Holdfast,
  HoldfastStatus,
  ImportRequest,
  IssuedToken,
  MintRequest,
  Origin,
  ProviderInfo,
  Selections,
  SignedInAccount,
  Subscription,
  Tokens,
  Verified,
} from "./holdfast.js";
export {
  createRateLimits,
  defaultLimitRules,
  type LimitClass,
  type LimitRule,
  type LimitRules,
  type LimitVerdict,
  type RateLimits,
  type RateLimitsOptions,
} from "./limits/index.js";
export {
  createMailbox,
  createSmtpMail,
  type KeptMessage,
  type Mail,
  type Mailbox,
  type MailMessage,
  type SmtpMailOptions,
} from "./mail/index.js";
export {
  type AlertRule,
  type AlertRules,
  defaultAlertRules,
  type SecurityEvent,
  securityEvents,
  type SecurityMonitor,
  type SecurityStatus,
  webhookSignature,
  type WebhookOptions,
} from "./alerts/index.js";
export { openHoldfast } from "./open.js";
export type { HoldfastOptions } from "./open-options.js";
export { openTokenStore, type TokenStore, type TokenStoreOptions } from "./open-token-store.js";
export { type Clock, systemClock } from "./runtime/clock.js";
export { type Log, silentLog } from "./runtime/log.js";
export {
  describeOptions,
  type LoadedOptions,
  loadOptions,
  type LoadOptions,
  type OptionName,
  type Options,
} from "./runtime/options.js";
export {
  type PresetName,
  type ProviderOptions,
  providersFromFile,
  type ProvidersOption,
  type RefreshOptions,
} from "./tokens/index.js";
export {
  checkVectors,
  type FailedVector,
  generateKey,
  isKeyId,
  keysFromEnvironment,
  keysFromFile,
  Keyring,
  type KeySource,
  loadKeyring,
  Secret,
  type VectorReport,
} from "./security/index.js";
export type {
  HistoryPage,
  ImportCounts,
  ImportSettings as TokenImportSettings,
  KeyCensus,
  Keys,
  KeyUse,
  LinesImport,
  NotImported,
  PlaintextColumns,
  PlaintextImport,
  PlaintextTable,
  ReconcileReport,
  RetireOptions,
  RotateOptions,
  RotationProgress,
  RotationReport,
  SealsOfKey,
  SealsReport,
  SweepOptions,
  SweepReport,
  TokenAdministration,
  TokenImportReport,
  TokenScope,
  Unopened,
  UpkeepOptions,
  UpkeepStatus,
  VerifySealsOptions,
  WarmOptions,
  WarmStatus,
} from "./tokens/index.js";
