// How links leave a server: by the configured mail server, on a developer's own machine to the terminal, otherwise not at all.
import { type Clock, createMailbox, createSmtpMail, type HoldfastOptions, type Mailbox, type Options } from "holdfast";
import type { Printer } from "../print/printer.js";

export interface MailAccess {
  readonly mail: HoldfastOptions["mail"];
  /** For development: what would have been sent. */
  readonly mailbox: Mailbox | undefined;
  /** Tells where the server is reached, for links while no public origin is configured. */
  reachedAt(url: string): void;
}

const ownMachine: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** Nobody else reaches the server, so its terminal is the developer's. */
function isOwnMachine({ host, publicOrigin }: Options): boolean {
  return ownMachine.has(host) && (publicOrigin === undefined || ownMachine.has(new URL(publicOrigin).hostname));
}

/** Throws configuration_invalid. */
export function accessMail(options: Options, clock: Clock, printer: Pick<Printer, "note" | "warn">): MailAccess {
  const { smtpUrl, mailFrom, publicOrigin } = options;
  let url = "http://localhost";
  const linkOrigin = (): string => publicOrigin ?? url;
  const reachedAt = (address: string): void => void (url = address);
  if (smtpUrl !== undefined) {
    const transport = createSmtpMail({ url: smtpUrl, from: mailFrom, clock });
    if (publicOrigin === undefined)
      printer.warn("Mail will carry links to this machine's own address: set publicOrigin to where browsers reach the server.");
    return { mail: { transport, linkOrigin }, mailbox: undefined, reachedAt };
  }
  if (!isOwnMachine(options)) {
    printer.warn("No mail server is configured: nobody can reset a password or verify an address. Set smtpUrl.");
    return { mail: undefined, mailbox: undefined, reachedAt };
  }
  const mailbox = createMailbox(clock, (text) => printer.note(text));
  return { mail: { transport: mailbox, linkOrigin }, mailbox, reachedAt };
}
