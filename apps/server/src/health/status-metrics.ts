// Which figures of the library's status are exported to Prometheus, under which names (OP-01, SY-09).
import type { HoldfastStatus } from "holdfast";

export interface StatusMetric {
  readonly name: string;
  readonly help: string;
  readonly type: "gauge" | "counter";
  readonly read: (status: HoldfastStatus) => number;
}

const gauge = (name: string, help: string, read: StatusMetric["read"]): StatusMetric => ({ name, help, type: "gauge", read });
const counter = (name: string, help: string, read: StatusMetric["read"]): StatusMetric => ({ name, help, type: "counter", read });

export const statusMetrics: readonly StatusMetric[] = [
  gauge("holdfast_ready", "1 when the process can take work.", ({ ready }) => Number(ready)),
  gauge("holdfast_database_reachable", "1 when the database answers.", ({ database }) => Number(database.reachable)),
  gauge("holdfast_database_connections", "Open connections to the database.", ({ database }) => database.connections),
  gauge("holdfast_database_waiting", "Callers that wait for a connection.", ({ database }) => database.waiting),

  gauge("holdfast_journal_last_position", "Position of the last operation accepted.", ({ journal }) => journal.lastPosition),
  gauge(
    "holdfast_journal_durable_position",
    "Position up to which operations are on disk.",
    ({ journal }) => journal.durablePosition,
  ),
  gauge(
    "holdfast_journal_applied_position",
    "Position up to which operations are in the database.",
    ({ journal }) => journal.appliedPosition,
  ),
  gauge("holdfast_journal_bytes", "Size of the journal's segments.", ({ journal }) => journal.bytes),
  gauge("holdfast_journal_segments", "Segment files of the journal.", ({ journal }) => journal.segments),
  gauge("holdfast_journal_usable", "1 when the journal can be written.", ({ journal }) => Number(journal.usable)),
  gauge("holdfast_journal_cut_bytes", "Bytes of torn entries that were cut at the start.", ({ journal }) => journal.cutBytes),

  gauge("holdfast_drain_pending_operations", "Operations that are not in the database yet.", ({ drain }) => drain.pending),
  counter("holdfast_drain_applied_operations_total", "Operations that this process has applied.", ({ drain }) => drain.applied),
  counter(
    "holdfast_drain_quarantined_operations_total",
    "Operations that the database refused for their content.",
    ({ drain }) => drain.quarantined,
  ),
  counter("holdfast_drain_batches_total", "Batches that were committed.", ({ drain }) => drain.batches),
  counter("holdfast_drain_failures_total", "Batches that failed and were tried again.", ({ drain }) => drain.failures),
  gauge("holdfast_drain_last_lag_seconds", "From accepted to applied, of the last batch.", ({ drain }) => drain.lastLagMs / 1000),
  gauge(
    "holdfast_drain_oldest_pending_seconds",
    "Age of the oldest operation that waits.",
    ({ drain }) => drain.oldestPendingMs / 1000,
  ),

  gauge(
    "holdfast_audit_retention_waiting_months",
    "Months of the trail that are over and stayed, under a legal hold or not sealed.",
    ({ auditRetention }) => auditRetention.waitingMonths,
  ),
  gauge(
    "holdfast_audit_retention_failed",
    "1 when the last run of the retention job could not do its work.",
    ({ auditRetention }) => Number((auditRetention.lastRun?.problem ?? null) !== null),
  ),
  gauge("holdfast_drain_last_batch_seconds", "Time that the last batch took.", ({ drain }) => drain.lastBatchMs / 1000),
  counter(
    "holdfast_drain_rewinds_total",
    "Times that the database was found at an earlier moment and brought forward.",
    ({ drain }) => drain.rewinds,
  ),
  gauge("holdfast_conservation_holds", "1 while acknowledged = applied + pending + quarantined.", ({ drain }) =>
    Number(drain.conservation.holds),
  ),
  gauge(
    "holdfast_conservation_acknowledged_operations",
    "Operations that were acknowledged, since the journal was begun.",
    ({ drain }) => drain.conservation.acknowledged,
  ),
  gauge(
    "holdfast_conservation_applied_operations",
    "Of those, operations that are applied.",
    ({ drain }) => drain.conservation.applied,
  ),
  gauge(
    "holdfast_conservation_pending_operations",
    "Of those, operations that are not in the database yet.",
    ({ drain }) => drain.conservation.pending,
  ),
  gauge(
    "holdfast_conservation_quarantined_operations",
    "Of those, operations that are in quarantine.",
    ({ drain }) => drain.conservation.quarantined,
  ),

  gauge("holdfast_views_users", "Users whose groups are in memory.", ({ views }) => views.users),
  gauge("holdfast_views_dirty", "Users in memory with changes that are not applied yet.", ({ views }) => views.dirty),
  gauge("holdfast_views_bytes", "Memory of the group views.", ({ views }) => views.bytes),
  counter("holdfast_views_loads_total", "Users read from the database into memory.", ({ views }) => views.loads),
  counter("holdfast_views_evictions_total", "Users put out of memory.", ({ views }) => views.evictions),

  gauge("holdfast_token_cache_entries", "Tokens in memory.", ({ tokenCache }) => tokenCache.entries),
  gauge("holdfast_token_cache_bytes", "Memory of the token cache.", ({ tokenCache }) => tokenCache.bytes),
  counter("holdfast_token_cache_hits_total", "Tokens answered from memory.", ({ tokenCache }) => tokenCache.hits),
  counter("holdfast_token_cache_misses_total", "Tokens that had to be read.", ({ tokenCache }) => tokenCache.misses),
  counter(
    "holdfast_token_cache_negative_hits_total",
    "Tokens known from memory to be absent.",
    ({ tokenCache }) => tokenCache.negativeHits,
  ),
  counter(
    "holdfast_token_cache_distrusted_total",
    "Tokens in memory that were not believed, because the change feed was too old.",
    ({ tokenCache }) => tokenCache.distrusted,
  ),
  counter(
    "holdfast_token_unopened_total",
    "Held tokens that could not be opened: a row was changed, or a key is missing.",
    ({ tokenCache }) => tokenCache.unopened,
  ),

  gauge("holdfast_change_feed_connected", "1 when the changes of others are heard.", ({ changeFeed }) =>
    Number(changeFeed.connected),
  ),
  gauge(
    "holdfast_change_feed_age_seconds",
    "Since the last heartbeat was sent; +Inf before the first. Memory is believed while it is below the bound.",
    ({ changeFeed }) => (changeFeed.ageMs ?? Infinity) / 1000,
  ),
  gauge(
    "holdfast_change_feed_bound_seconds",
    "The bound on the age of the change feed.",
    ({ changeFeed }) => changeFeed.deltaMs / 1000,
  ),
  counter("holdfast_change_feed_heartbeats_total", "Heartbeats that were heard.", ({ changeFeed }) => changeFeed.beats),
  counter("holdfast_change_feed_changes_total", "Changes of others that were heard.", ({ changeFeed }) => changeFeed.changes),
  counter(
    "holdfast_change_feed_reconnects_total",
    "Times that the change feed was connected anew.",
    ({ changeFeed }) => changeFeed.reconnects,
  ),

  counter(
    "holdfast_token_warming_loaded_total",
    "Tokens put into memory after the start.",
    ({ tokenUpkeep }) => tokenUpkeep.warming.loaded,
  ),
  gauge("holdfast_token_warming_running", "1 while memory is being filled after the start.", ({ tokenUpkeep }) =>
    Number(tokenUpkeep.warming.state === "running"),
  ),
  counter(
    "holdfast_token_reconciled_total",
    "Tokens in memory that were compared with the database.",
    ({ tokenUpkeep }) => tokenUpkeep.reconciled.checked,
  ),
  counter(
    "holdfast_token_reconciled_outdated_total",
    "Tokens that were older in memory than in the database, and repaired.",
    ({ tokenUpkeep }) => tokenUpkeep.reconciled.outdated,
  ),
  counter(
    "holdfast_token_reconciled_missing_total",
    "Tokens in memory that the database had no more, and forgotten.",
    ({ tokenUpkeep }) => tokenUpkeep.reconciled.missing,
  ),
  counter(
    "holdfast_token_reconciled_ahead_total",
    "Tokens that were newer in memory than in the database, and forgotten.",
    ({ tokenUpkeep }) => tokenUpkeep.reconciled.ahead,
  ),
  counter(
    "holdfast_token_swept_issued_total",
    "Issued tokens removed after their end.",
    ({ tokenUpkeep }) => tokenUpkeep.swept.issued,
  ),
  counter(
    "holdfast_token_refreshes_settled_total",
    "Refreshes of held tokens that came to an end.",
    ({ tokenUpkeep }) => tokenUpkeep.refreshes.settled,
  ),
  counter(
    "holdfast_token_refreshes_unavailable_total",
    "Refreshes of held tokens that were given up for a while, because a provider did not answer.",
    ({ tokenUpkeep }) => tokenUpkeep.refreshes.unavailable,
  ),
  counter("holdfast_token_swept_held_total", "Held tokens removed after their end.", ({ tokenUpkeep }) => tokenUpkeep.swept.held),
];
