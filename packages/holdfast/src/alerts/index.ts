// The door of the alerts room.
export { type AlertOutbox, type AlertOutboxOptions, type AlertPage, createAlertOutbox, type Security } from "./alert-outbox.js";
export {
  type AlertRule,
  type AlertRules,
  type AlertSeverity,
  defaultAlertRules,
  type SecurityEvent,
  securityEvents,
  severityOf,
} from "./alert-rule.js";
export {
  createSecurityMonitor,
  type SecurityAlert,
  type SecurityMonitor,
  type SecurityMonitorOptions,
  type SecurityStatus,
} from "./security-monitor.js";
export { webhookSignature, type WebhookOptions } from "./webhook.js";
export { deleteOldAlerts } from "./sql/delete-old-alerts.js";
export type { KeptAlert } from "./sql/list-alerts.js";
