// The door of the mail room.
export type { Mail, MailMessage } from "./mail.js";
export { createMailbox, type KeptMessage, type Mailbox } from "./mailbox.js";
export { PostOffice } from "./post-office.js";
export { createSmtpMail, type SmtpMailOptions } from "./smtp/smtp-mail.js";
