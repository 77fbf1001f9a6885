// Hands messages to a mail server by submission (RFC 6409): STARTTLS or TLS, AUTH PLAIN or LOGIN.
import { hostname } from "node:os";
import type { ConnectionOptions } from "node:tls";
import { HoldfastError } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";
import type { Mail, MailMessage } from "../mail.js";
import { mimeMessage } from "./mime-message.js";
import { mayStayPlain, parseSmtpAddress, type SmtpAddress } from "./smtp-address.js";
import { SmtpConnection, SmtpFailure } from "./smtp-connection.js";

export interface SmtpMailOptions {
  /** `smtp://user:password@mail.example:587` or `smtps://…:465`. */
  readonly url: string;
  /** Who sends: `Holdfast <no-reply@example.org>` or the address alone, in ASCII. */
  readonly from: string;
  readonly clock: Pick<Clock, "now" | "uuid">;
  /** Milliseconds of silence that end a conversation. Default 15,000. */
  readonly timeout?: number;
  readonly tls?: ConnectionOptions;
}

const plainAddress = /^[\x21-\x7e]{1,254}$/;
const forbidden = /[<>,;:\\"()\s[\]]/;

/** Throws configuration_invalid. Connects for each message. */
export function createSmtpMail({ url, from, clock, timeout = 15_000, tls }: SmtpMailOptions): Mail {
  const address = parseSmtpAddress(url);
  const fromAddress = senderOf(from);
  return {
    send: async (message) => {
      assertRecipient(message.to);
      const envelope = { from, fromAddress, id: clock.uuid(), at: new Date(clock.now()) };
      const connection = new SmtpConnection({ ...address, timeout, tls });
      try {
        await greet(connection, address);
        await submit(connection, fromAddress, message, mimeMessage(message, envelope));
        connection.end();
      } catch (error) {
        connection.destroy();
        throw error;
      }
    },
  };
}

const ehlo = `EHLO ${hostname().replaceAll(/[^A-Za-z0-9.-]/g, "-") || "localhost"}`;

async function greet(connection: SmtpConnection, address: SmtpAddress): Promise<void> {
  await connection.reply("the connection", 2);
  let { lines: offers } = await connection.command(ehlo, "the greeting", 2);
  if (!address.implicitTls) {
    const offersTls = offers.some((line) => /^starttls\b/i.test(line));
    if (offersTls) {
      await connection.command("STARTTLS", "STARTTLS", 2);
      await connection.upgrade();
      ({ lines: offers } = await connection.command(ehlo, "the greeting under TLS", 2));
    } else if (!mayStayPlain(address)) {
      throw new SmtpFailure("The mail server does not offer STARTTLS, and mail is not sent in the clear.", false);
    }
  }
  if (address.user !== undefined) await logIn(connection, { user: address.user, password: address.password, offers });
}

interface LogIn {
  readonly user: string;
  readonly password: string;
  readonly offers: readonly string[];
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

async function logIn(connection: SmtpConnection, { user, password, offers }: LogIn): Promise<void> {
  const methods = offers.find((line) => /^auth\b/i.test(line))?.toUpperCase() ?? "";
  if (methods.includes("PLAIN")) {
    await connection.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, "the login", 2);
  } else if (methods.includes("LOGIN")) {
    await connection.command("AUTH LOGIN", "the login", 3);
    await connection.command(base64(user), "the login", 3);
    await connection.command(base64(password), "the login", 2);
  } else throw new SmtpFailure("The mail server offers neither AUTH PLAIN nor AUTH LOGIN.", false);
}

async function submit(connection: SmtpConnection, from: string, { to }: MailMessage, text: string): Promise<void> {
  await connection.command(`MAIL FROM:<${from}>`, "the sender", 2);
  await connection.command(`RCPT TO:<${to}>`, "the recipient", 2);
  await connection.command("DATA", "the message", 3);
  await connection.command(`${text}.`, "the message", 2);
}

/** Nobody writes commands or further recipients by way of an address. */
function assertRecipient(to: string): void {
  if (plainAddress.test(to) && to.includes("@") && !forbidden.test(to)) return;
  throw new HoldfastError("invalid_request", {
    what: "This address cannot be written to.",
    action: "Use an address in ASCII, such as name@example.org.",
  });
}

function senderOf(from: string): string {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
  const isUsable = /^[\x20-\x7e]*$/.test(from) && plainAddress.test(address) && address.includes("@") && !forbidden.test(address);
  if (isUsable) return address;
  throw new HoldfastError("configuration_invalid", {
    what: `The sender ${JSON.stringify(from)} is not an e-mail address.`,
    action: 'Write it as "Holdfast <no-reply@example.org>" or as the address alone, in ASCII.',
  });
}
