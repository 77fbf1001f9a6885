// The door of the alerts room.
export { type AlertOutbox, type AlertOutboxOptions, createAlertOutbox } from "./alert-outbox.js";
export { type AlertRule, type AlertRules, defaultAlertRules, type SecurityEvent, securityEvents } from "./alert-rule.js";
export {
  createSecurityMonitor,
  type SecurityAlert,
  type SecurityMonitor,
  type SecurityMonitorOptions,
  type SecurityStatus,
} from "./security-monitor.js";
export { webhookSignature, type WebhookOptions } from "./webhook.js";
