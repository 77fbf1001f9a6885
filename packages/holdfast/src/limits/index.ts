// The door of the limits room.
export { defaultLimitRules, type LimitClass, type LimitRule, type LimitRules } from "./limit-rule.js";
export { createRateLimits, type LimitVerdict, type RateLimits, type RateLimitsOptions } from "./rate-limits.js";
export { deleteExpiredRates } from "./sql/delete-expired-rates.js";
