// Makes an account and signs it in (AC-01).
import { type Credentials, credentialsSchema, HoldfastError, type UserId } from "@holdfast/contract";
import type { Origin, SignedInAccount } from "./interface.js";
import { type AccountRoom, startSession } from "./account-room.js";
import type { AccountRow } from "./account-row.js";
import { postVerificationLink } from "./link-mail.js";
import { insertAccount } from "./sql/insert-account.js";
import { refuseGuessablePassword } from "./check-new-password.js";
import { insertCredential } from "./sql/insert-credential.js";
import { isKnownUser } from "./sql/is-known-user.js";

/** Throws invalid_request, email_taken, and forbidden where the users table is the application's. */
export async function register(room: AccountRoom, credentials: Credentials, origin: Origin): Promise<SignedInAccount> {
  const { email, password } = parse(credentials);
  await refuseGuessablePassword(room, { email, password }, "password");
  const passwordHash = await room.passwords.hash(password);
  const account = await store(room, email, passwordHash, origin);
  const started = await startSession(room, account, origin);
  postVerificationLink(room, async () => account, origin);
  return started.answer;
}

async function store(
  { database, clock, audit }: AccountRoom,
  email: string,
  passwordHash: string,
  origin: Origin,
): Promise<AccountRow> {
  const id = clock.uuid() as UserId;
  const at = clock.timestamp();
  return database.asSystem(async (db) => {
    const account = await insertAccount(db, { id, email, at });
    if (account === undefined) throw emailTaken();
    if (!(await isKnownUser(db, { userId: id }))) throw accountsElsewhere();
    await insertCredential(db, { userId: id, passwordHash, at });
    await audit.record(db, { userId: id, ...origin }, { action: "account_registered" });
    return account;
  });
}

// Only paths and rules leave: what was sent holds a password.
function parse(credentials: Credentials): Credentials {
  const parsed = credentialsSchema.safeParse(credentials);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "This account cannot be made.",
    action: "Correct the fields that are named.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}

/** The users table is the application's. */
function accountsElsewhere(): HoldfastError {
  return new HoldfastError("forbidden", {
    what: "No account is made here: people are those of the application.",
    action: "Sign in to the application, and use Holdfast with its session.",
  });
}

function emailTaken(): HoldfastError {
  return new HoldfastError("email_taken", {
    what: "There is an account with this e-mail address.",
    action: "Sign in, or use another address.",
    fields: [{ path: "email", problem: "taken" }],
  });
}
