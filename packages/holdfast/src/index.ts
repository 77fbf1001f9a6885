// The public door of Holdfast: named exports, nothing else.
export { HoldfastError, isHoldfastError } from "@holdfast/contract";
export { type Administration, type AdministrationOptions, openAdministration } from "./administration.js";
export type {
  AnchorSource,
  Audit,
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
  RetentionJobStatus,
  RetentionMonth,
  RetentionOptions,
  RetentionPolicy,
  RetentionReport,
  RetentionRun,
  SealingState,
  VerifyAuditOptions,
} from "./audit/index.js";
export { csvLine } from "./audit/index.js";
export type { Catalogue, ImportReport, ImportRequest, RawRow, RecordMapping } from "./catalogue/index.js";
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
export type { Accounts, Origin, SignedInAccount } from "./accounts/index.js";
export {
  type BeginConnection,
  type CacheUse,
  type ConnectionBegun,
  type ConnectionCompleted,
  type Connections,
  type HeldToken,
  type HeldTokenName,
  type HistoryPage,
  type ImportCounts,
  type ImportSettings as TokenImportSettings,
  type IssuedToken,
  type KeyCensus,
  type Keys,
  type KeyUse,
  kindsFromFile,
  type LinesImport,
  type MintRequest,
  type NotImported,
  type PlaintextColumns,
  type PlaintextImport,
  type PlaintextTable,
  type PresetName,
  type ProviderInfo,
  type ProviderOptions,
  providersFromFile,
  type ProvidersOption,
  type ReconcileOptions,
  type ReconcileProgress,
  type ReconcileReport,
  type RefreshOptions,
  type RetireOptions,
  type RotateOptions,
  type RotationProgress,
  type RotationReport,
  type SealsOfKey,
  type SealsReport,
  type SweepOptions,
  type SweepReport,
  type TokenAdministration,
  type TokenImportReport,
  type TokenKinds,
  type Tokens,
  type TokenScope,
  type Unopened,
  type UpkeepOptions,
  type UpkeepStatus,
  type Verified,
  type VerifySealsOptions,
  type WarmNowOptions,
  type WarmOptions,
  type WarmStatus,
} from "./tokens/index.js";
export type { GroupImportOptions, Selections, SelectionsInMemory } from "./selections/index.js";
export type { Holdfast } from "./holdfast.js";
export type { HoldfastStatus } from "./status.js";
export type { Subscription } from "./runtime/subscription.js";
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
  type AlertPage,
  type AlertRule,
  type AlertRules,
  type AlertSeverity,
  defaultAlertRules,
  type KeptAlert,
  type Security,
  type SecurityEvent,
  securityEvents,
  severityOf,
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
