// The messages that carry links: what they say, and where the links lead.
import type { Actor, UserId } from "@holdfast/contract";
import type { Origin } from "./interface.js";
import type { MailMessage } from "../mail/index.js";
import type { AccountRoom } from "./account-room.js";
import type { AccountRow } from "./account-row.js";

export const resetKind = "password_reset";
export const verificationKind = "email_verification";

interface LinkText {
  readonly kind: string;
  readonly path: string;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

const reset: LinkText = {
  kind: resetKind,
  path: "/reset-password",
  subject: "Set a new password",
  before: "Somebody, probably you, asked for a new password for your account. Set it here, within an hour:",
  after: "If it was not you, do nothing: the password stays as it is.",
};

const verification: LinkText = {
  kind: verificationKind,
  path: "/verify-email",
  subject: "Verify your e-mail address",
  before: "Please show that this address is yours, within a day:",
  after: "If you have no account with us, do nothing.",
};

/** Mints the token and writes the message. The token is behind the `#`: browsers do not send that part to any server. */
async function write(
  room: AccountRoom,
  { id, email }: Pick<AccountRow, "id" | "email">,
  link: LinkText,
  origin: Origin,
): Promise<MailMessage> {
  const { text } = await room.tokens.mint({ ...origin, kind: link.kind, userId: id, sentTo: email });
  const url = `${room.linkOrigin()}${link.path}#token=${text.reveal()}`;
  return { to: email, subject: link.subject, text: `${link.before}\n\n${url}\n\n${link.after}\n` };
}

export function postResetLink(room: AccountRoom, find: () => Promise<AccountRow | undefined>, origin: Origin): void {
  room.post.post(async () => {
    const account = await find();
    return account === undefined ? undefined : write(room, account, reset, origin);
  });
}

export function postVerificationLink(room: AccountRoom, find: () => Promise<AccountRow | undefined>, origin: Origin): void {
  room.post.post(async () => {
    const account = await find();
    return account === undefined || account.emailVerifiedAt !== null ? undefined : write(room, account, verification, origin);
  });
}

/** Who acts by way of a link: the account's own person, without a session. */
export const linkActor = (userId: UserId, { address, userAgent }: Origin): Actor => ({
  userId,
  ...(address === undefined ? {} : { address }),
  ...(userAgent === undefined ? {} : { userAgent }),
});
