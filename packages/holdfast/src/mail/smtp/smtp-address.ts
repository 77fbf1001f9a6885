// Where the mail server is and how it is greeted, from one address: smtps://user:password@mail.example:465.
import { HoldfastError } from "@holdfast/contract";

export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS. */
  readonly implicitTls: boolean;
  readonly user: string | undefined;
  readonly password: string;
}

const isOwnMachine = (host: string): boolean => host === "localhost" || host === "127.0.0.1" || host === "[::1]";

/** Throws configuration_invalid, without showing the address: it holds a password. */
export function parseSmtpAddress(text: string): SmtpAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") throw unusable();
  const implicitTls = url.protocol === "smtps:";
  return {
    host: url.hostname,
    port: url.port === "" ? (implicitTls ? 465 : 587) : Number(url.port),
    implicitTls,
    user: url.username === "" ? undefined : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** Nothing crosses a network in the clear; a server on the same machine may do without TLS. */
export const mayStayPlain = ({ host }: SmtpAddress): boolean => isOwnMachine(host);

function unusable(): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: "The address of the mail server is not valid.",
    action: "Write it as smtp://user:password@mail.example:587 (STARTTLS) or smtps://user:password@mail.example:465.",
  });
}
