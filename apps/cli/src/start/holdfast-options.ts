// Hands the options of the command line to the library in the shape that it takes.
import type { Clock, HoldfastOptions, Keyring, LimitRules, Log, Options, ProvidersOption, TokenKinds } from "holdfast";
import type { DatabaseUrls } from "./server-record.js";

export interface OpenParts {
  readonly urls: DatabaseUrls;
  readonly keyring: Keyring;
  readonly providers: ProvidersOption;
  readonly kinds: TokenKinds;
  readonly clock: Clock;
  readonly log: Log;
  readonly mail?: HoldfastOptions["mail"];
}

function alertOptions(options: Options): NonNullable<HoldfastOptions["alerts"]> {
  const { alertWebhookUrl: url, alertWebhookSecret: secret } = options;
  const rules = {
    sign_in_failed: options.alertFailedSignIns,
    foreign_access: options.alertForeignAccess,
    bulk_burst: options.alertBulkBursts,
    dead_token: options.alertDeadTokens,
    unseal_failed: options.alertUnsealFailures,
    audit_break: options.alertAuditBreaks,
  };
  return { rules, ...(url === undefined || secret === undefined ? {} : { webhook: { url, secret } }) };
}

function limitRulesOf(options: Options): LimitRules {
  return {
    read: options.limitReads,
    change: options.limitChanges,
    bulk: options.limitBulkRecords,
    login: options.limitSignIns,
    account: options.limitSignInsPerAccount,
    export: options.limitExports,
  };
}

export function holdfastOptions(
  options: Options,
  { urls, keyring, providers, kinds, clock, log, mail }: OpenParts,
): HoldfastOptions {
  const { poolSize, statementTimeout, connectTimeout, preparedStatements, recordsPerGroup, groupsPerUser } = options;
  return {
    database: {
      requestUrl: urls.requestUrl,
      workerUrl: urls.workerUrl,
      poolSize,
      statementTimeout,
      connectTimeout,
      preparedStatements,
    },
    journal: {
      directory: options.journalDirectory,
      segmentBytes: options.journalSegmentBytes,
      budgetBytes: options.journalBudgetBytes,
      retentionMs: options.journalRetention,
      lockPatienceMs: options.lockPatience,
    },
    keyring,
    providers,
    kinds,
    cache: { entries: options.tokenCacheEntries, bytes: options.tokenCacheBytes, held: { trust: options.tokenCacheTtl } },
    limits: { recordsPerGroup, groupsPerUser },
    ...(mail === undefined ? {} : { mail }),
    accounts: { guessableWords: options.guessableWords?.split(",").map((word) => word.trim()) ?? [] },
    alerts: alertOptions(options),
    rateLimits: { rules: limitRulesOf(options), shared: options.rateLimits && options.rateLimitStore === "database" },
    lanes: options.drainLanes,
    retention: { everyMs: options.auditRetentionEvery, archive: options.auditArchiveDirectory },
    viewBytes: options.viewsBudgetBytes,
    closeDeadline: options.shutdownDeadline,
    clock,
    log,
  };
}
