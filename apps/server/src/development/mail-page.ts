// For development: the messages that would have been sent, for the machine itself and for nobody else (AC-03).
import { isIP } from "node:net";
import type { Mailbox } from "holdfast";
import type { ServerEnv } from "../api/exchange.js";
import { callerAddress } from "../security/caller-address.js";
import { pageHeaders } from "../security/response-headers.js";

export const mailPath = "/dev/mail";

const isLoopback = (address: string): boolean => address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
const ownHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A page of another site that gives itself an address of this machine still has its own name. */
function isFromThisMachine(request: Request, env: ServerEnv): boolean {
  const address = callerAddress(request, env, 0);
  const isForwarded = request.headers.has("x-forwarded-for") || request.headers.has("forwarded");
  return address !== undefined && isLoopback(address) && !isForwarded && ownHosts.has(new URL(request.url).hostname);
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
const withLinks = (text: string): string => escaped(text).replaceAll(/https?:\/\/\S+/g, '<a href="$&">$&</a>');

function page(mailbox: Pick<Mailbox, "messages">): string {
  const messages = mailbox.messages();
  const articles = messages.map(
    ({ to, subject, at, text }) =>
      `<article><h2>${escaped(subject)}</h2><p>To ${escaped(to)}, ${escaped(at)}</p><pre>${withLinks(text)}</pre></article>`,
  );
  const content = messages.length === 0 ? "<p>No message yet.</p>" : articles.join("\n");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mail</title><body><h1>Mail that was not sent</h1>\n${content}\n</body></html>`;
}

/** The page, or JSON for programs; undefined for whoever is not on this machine. */
export function mailPage(mailbox: Pick<Mailbox, "messages">, request: Request, env: ServerEnv): Response | undefined {
  if (!isFromThisMachine(request, env)) return undefined;
  const wantsJson = request.headers.get("accept")?.includes("application/json") === true;
  const headers = { ...pageHeaders(false), "cache-control": "no-store" };
  return wantsJson
    ? new Response(JSON.stringify({ messages: mailbox.messages() }), {
        headers: { ...headers, "content-type": "application/json" },
      })
    : new Response(page(mailbox), { headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
}
