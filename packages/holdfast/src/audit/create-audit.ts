// The audit room put together: the trail as users read it, as administrators ask of it, and as it is verified, kept and shortened.
import type { Database } from "../database/index.js";
import type { Audit } from "./interface.js";
import type { Clock } from "../runtime/clock.js";
import type { Keyring } from "../security/index.js";
import { type ErasureMeans, eraseUser } from "./erase-user.js";
import { createAuditReport } from "./report/create-audit-report.js";
import { applyRetention } from "./retention/apply-retention.js";
import { createLegalHolds } from "./retention/legal-holds.js";
import { changeRetentionPolicy, readRetentionPolicy } from "./retention/retention-policy.js";
import { SealKeys } from "./seal/seal-keys.js";
import { readChainState } from "./verify/chain-state.js";
import { exportRoots } from "./verify/export-roots.js";
import { inclusionProof } from "./verify/inclusion-proof.js";
import { verifyAudit } from "./verify/verify-audit.js";

export interface AuditMeans {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** See `eraseUser`. */
  readonly forget?: ErasureMeans["forget"];
}

/** The seals themselves are made by `createAuditSealer`. */
export function createAudit(means: AuditMeans): Audit {
  const { database, keyring } = means;
  const report = createAuditReport(means);
  return {
    page: (userId, request) => report.report({ userId }, request),
    ...report,
    verify: (options) => verifyAudit(means, options),
    chain: () => readChainState(database),
    roots: (after) => exportRoots(database, new SealKeys(keyring), after),
    proof: (eventId, scope) => inclusionProof(database, new SealKeys(keyring), eventId, scope),
    retention: (actor, options) => applyRetention(means, actor, options),
    retentionPolicy: () => readRetentionPolicy(means),
    changeRetentionPolicy: (actor, change) => changeRetentionPolicy(means, actor, change),
    holds: createLegalHolds(means),
    erase: (actor, userId, reason) => eraseUser(means, actor, userId, reason),
  };
}
