// The door `holdfast/testing/provider`: a real OAuth server that rotates refresh tokens and detects their reuse, behind a front with faults.
export type { Fault, FaultyFront, Hold } from "../tokens/refresh/judge/faulty-front.js";
export { type Judge as FaultyProvider, openJudge as openFaultyProvider } from "../tokens/refresh/judge/judge.js";
export { signInForJwt } from "../tokens/connect/judge/sign-in-for-jwt.js";
