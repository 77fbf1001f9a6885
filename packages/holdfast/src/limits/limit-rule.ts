// How much each class of request may use in a window, and what is assumed when nobody says.

/** `login` counts per address, `account` per account that somebody tries to get into; `bulk` counts records. */
export const limitClasses = ["read", "change", "bulk", "login", "account", "export"] as const;
export type LimitClass = (typeof limitClasses)[number];

export interface LimitRule {
  /** Requests, or records for `bulk`. */
  readonly points: number;
  readonly windowMs: number;
}

export type LimitRules = Readonly<Record<LimitClass, LimitRule>>;

const minute = 60_000;

/** Generous: people never meet them, programs that run wild do. */
export const defaultLimitRules: LimitRules = {
  read: { points: 6000, windowMs: minute },
  change: { points: 3000, windowMs: minute },
  bulk: { points: 1_000_000, windowMs: minute },
  login: { points: 100, windowMs: 15 * minute },
  account: { points: 20, windowMs: 15 * minute },
  export: { points: 60, windowMs: 60 * minute },
};
