// The one way by which mail leaves (AC-03): whoever can send a message fits.

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  /** Plain text, with links on lines of their own. */
  readonly text: string;
}

export interface Mail {
  /** Resolves when somebody has taken responsibility for the message. Throws when it was not taken. */
  send(message: MailMessage): Promise<void>;
}
