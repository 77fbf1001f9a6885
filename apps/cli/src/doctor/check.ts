// One thing that the doctor looked at.

export interface Check {
  readonly name: string;
  readonly state: "ok" | "warning" | "failed";
  /** What was found, one sentence. */
  readonly found: string;
  /** What to do about it. */
  readonly action?: string;
}

export const ok = (name: string, found: string): Check => ({ name, state: "ok", found });
export const warning = (name: string, found: string, action: string): Check => ({ name, state: "warning", found, action });
export const failed = (name: string, found: string, action: string): Check => ({ name, state: "failed", found, action });

/** The check when it is right, the other when it is not. */
export function check(isRight: boolean, right: Check, wrong: Check): Check {
  return isRight ? right : wrong;
}
