// For development: prints messages instead of sending them, and keeps the last ones to look at (AC-03).
import type { Clock } from "../runtime/clock.js";
import type { Mail, MailMessage } from "./mail.js";

export interface KeptMessage extends MailMessage {
  readonly at: string;
}

export interface Mailbox extends Mail {
  /** The newest first. */
  messages(): readonly KeptMessage[];
}

const messagesKept = 50;

/** `print` gets each message as text. It holds links that open accounts: a terminal is the place for it, a log is not. */
export function createMailbox(clock: Pick<Clock, "timestamp">, print: (text: string) => void): Mailbox {
  const kept: KeptMessage[] = [];
  return {
    send: async (message) => {
      kept.unshift({ ...message, at: clock.timestamp() });
      kept.splice(messagesKept);
      print(`Mail to ${message.to}: ${message.subject}\n${message.text}`);
    },
    messages: () => [...kept],
  };
}
