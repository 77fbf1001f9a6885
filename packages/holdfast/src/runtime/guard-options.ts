// The options of what stands before the door: identity, mail, limits, alerts.
import { address, duration, flag, integer, oneOf, rate, text } from "./option-kind.js";
import { option, optional } from "./option-table.js";

const minute = 60_000;

export const guardOptions = {
  jwtIssuer: optional({
    kind: address(["https:", "http:"], "the address of an issuer of identities", "https://identity.example.org/realm"),
    topic: "identity",
    explanation: "Whose JWTs are accepted beside sessions, as it is written in them.",
  }),
  jwtAudience: optional({
    kind: text("audience", "holdfast", 500),
    topic: "identity",
    explanation: "Whom these JWTs must be meant for. Needed with jwtIssuer.",
  }),
  jwksUrl: optional({
    kind: address(["https:", "http:"], "the address of the issuer's keys", "https://identity.example.org/realm/keys"),
    topic: "identity",
    fallbackText: "as the issuer's discovery document says",
    explanation: "Where the issuer's public keys are.",
  }),
  jwtUserClaim: option({
    kind: text("claim", "user_id", 120),
    topic: "identity",
    fallback: "sub",
    explanation: "The claim that names the user: a UUID of the users table, or a text from which always the same UUID is made.",
  }),
  jwtClockTolerance: option({
    kind: duration(0, 5 * minute, "10s"),
    topic: "identity",
    fallback: 30_000,
    explanation: "How far the issuer's clock may differ.",
  }),
  jwtProvisionUsers: option({
    kind: flag,
    topic: "identity",
    fallback: false,
    explanation:
      "Whether whoever the issuer vouches for, with an e-mail address, gets an account. Off: only users of the users table are let in.",
  }),
  guessableWords: optional({
    kind: text("words", "Acme, Acme Rockets", 1000),
    topic: "identity",
    explanation:
      "Words, set apart by commas, that no new password may be made of, besides the most common passwords and the owner's address: names of the company and of the application.",
  }),
  smtpUrl: optional({
    kind: address(["smtp:", "smtps:"], "the address of a mail server", "smtp://user:password@mail.example.org:587"),
    topic: "mail",
    secret: true,
    fallbackText: "none: on localhost messages are printed on the terminal, elsewhere nobody gets one",
    explanation: "The mail server that links to reset passwords and verify addresses leave by.",
  }),
  mailFrom: option({
    kind: text("sender", "Holdfast <no-reply@example.org>", 320),
    topic: "mail",
    fallback: "Holdfast <no-reply@localhost>",
    explanation: "Who the messages are from.",
  }),
  rateLimits: option({
    kind: flag,
    topic: "limits",
    fallback: true,
    explanation: "Whether callers are held to limits per window.",
  }),
  rateLimitStore: option({
    kind: oneOf(["memory", "database"]),
    topic: "limits",
    fallback: "memory",
    explanation:
      "Where requests are counted. Several processes on one database share the count in the database, at a statement each.",
  }),
  limitReads: option({
    kind: rate("1200/1min"),
    topic: "limits",
    fallback: { points: 6000, windowMs: minute },
    explanation: "Reads of one user, or of one address where nobody is signed in.",
  }),
  limitChanges: option({
    kind: rate("600/1min"),
    topic: "limits",
    fallback: { points: 3000, windowMs: minute },
    explanation: "Changes of one user.",
  }),
  limitBulkRecords: option({
    kind: rate("100000/1min"),
    topic: "limits",
    fallback: { points: 1_000_000, windowMs: minute },
    explanation: "Records that one user changes in bulk operations.",
  }),
  limitSignIns: option({
    kind: rate("30/15min"),
    topic: "limits",
    fallback: { points: 100, windowMs: 15 * minute },
    explanation: "Registrations, sign-ins, password resets and verifications of one address.",
  }),
  limitSignInsPerAccount: option({
    kind: rate("10/15min"),
    topic: "limits",
    fallback: { points: 20, windowMs: 15 * minute },
    explanation: "Attempts to get into one account, from all addresses together. Signing in begins the window anew.",
  }),
  limitExports: option({
    kind: rate("20/1h"),
    topic: "limits",
    fallback: { points: 60, windowMs: 60 * minute },
    explanation: "Exports of one user.",
  }),
  requestsUnderWay: option({
    kind: integer(0, 1_000_000, 500),
    topic: "limits",
    fallback: 2000,
    explanation: "Requests that may be under way at a time. More are refused with 503 and a time to retry; 0 refuses none.",
  }),
  eventLoopDelay: option({
    kind: duration(0, minute, "250ms"),
    topic: "limits",
    fallback: 400,
    explanation: "How late the event loop may be before new requests are refused in the same way; 0 refuses none.",
  }),
  alertWebhookUrl: optional({
    kind: address(["https:", "http:"], "the address of a webhook", "https://alerts.example.org/holdfast"),
    topic: "alerts",
    secret: true,
    explanation: "Who hears of security alerts besides the log. Each message is signed and sent again until it is taken.",
  }),
  alertWebhookSecret: optional({
    kind: text("secret", "a long random text", 500),
    topic: "alerts",
    secret: true,
    explanation:
      "What the messages are signed with: HMAC-SHA256 over the header holdfast-timestamp, a dot and the body. Needed with alertWebhookUrl.",
  }),
  alertFailedSignIns: option({
    kind: rate("50/5min"),
    topic: "alerts",
    fallback: { points: 100, windowMs: 5 * minute },
    explanation: "From how many sign-ins with a wrong password on there is an alert.",
  }),
  alertForeignAccess: option({
    kind: rate("50/5min"),
    topic: "alerts",
    fallback: { points: 100, windowMs: 5 * minute },
    explanation: "From how many requests for things that are not the caller's, or not there, on there is an alert.",
  }),
  alertBulkBursts: option({
    kind: rate("10/5min"),
    topic: "alerts",
    fallback: { points: 20, windowMs: 5 * minute },
    explanation: "From how many bulk operations beyond the limit on there is an alert.",
  }),
  alertDeadTokens: option({
    kind: rate("200/5min"),
    topic: "alerts",
    fallback: { points: 500, windowMs: 5 * minute },
    explanation: "From how many uses of sessions and links that are over on there is an alert.",
  }),
  alertUnsealFailures: option({
    kind: rate("1/1h"),
    topic: "alerts",
    fallback: { points: 1, windowMs: 60 * minute },
    explanation: "From how many stored secrets that cannot be opened on there is an alert.",
  }),
  alertAuditBreaks: option({
    kind: rate("1/1h"),
    topic: "alerts",
    fallback: { points: 1, windowMs: 60 * minute },
    explanation: "From how many verifications that find a break in the audit trail on there is an alert.",
  }),
} as const;
