// Mail to a real server over real sockets.
import { isHoldfastError } from "@holdfast/contract";
import { afterEach, describe, expect, it } from "vitest";
import { createTestClock } from "../../testing/index.js";
import { certificate } from "../fixtures/localhost-certificate.js";
import { type SmtpServer, type SmtpServerOptions, startSmtpServer } from "../fixtures/smtp-server.js";
import { createSmtpMail } from "./smtp-mail.js";

const clock = createTestClock();
const from = "Holdfast <no-reply@example.org>";
const tls = { ca: certificate };
const message = {
  to: "ada@example.org",
  subject: "Réinitialiser le mot de passe 🔑",
  text: "Follow\n.\nhttps://example.org/?a=b\nÜber",
};
const servers: SmtpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: SmtpServerOptions = {}): Promise<SmtpServer> {
  const server = await startSmtpServer(options);
  servers.push(server);
  return server;
}

const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined).catch((error: unknown) => error);

describe("createSmtpMail", () => {
  it("[AC-03] submits a message under STARTTLS after logging in, and says no secret in the clear", async () => {
    const server = await start();
    await createSmtpMail({ url: `smtp://ada:p%40ss@localhost:${server.port}`, from, clock, tls }).send(message);
    expect(server.received).toMatchObject([{ from: "no-reply@example.org", to: message.to, wasEncrypted: true, user: "ada" }]);
    expect(server.received[0]?.text).toBe(message.text.replaceAll("\n", "\r\n"));
    expect(server.received[0]?.headers).toMatch(/^Subject: =\?UTF-8\?B\?/m);
    expect(server.received[0]?.headers).toContain("Date: Thu, 01 Jan 2026 00:00:00 +0000");
    expect(server.heardInTheClear.map((line) => line.split(" ")[0])).toEqual(["EHLO", "STARTTLS"]);
  });

  it("[AC-03] speaks TLS from the first byte, and logs in the old way where that is all there is", async () => {
    const server = await start({ implicitTls: true, offers: ["AUTH LOGIN"] });
    await createSmtpMail({ url: `smtps://ada:secret@localhost:${server.port}`, from, clock, tls }).send(message);
    expect(server.received).toMatchObject([{ user: "ada", wasEncrypted: true }]);
  });

  it("[AC-03] does not trust a server whose certificate it does not know", async () => {
    const server = await start();
    const refused = await failure(
      createSmtpMail({ url: `smtp://ada:secret@localhost:${server.port}`, from, clock }).send(message),
    );
    expect(String(refused)).toContain("TLS with the mail server failed");
    expect(server.received).toEqual([]);
  });

  it("[AC-03] does without TLS on its own machine only", async () => {
    const server = await start({ offers: [] });
    await createSmtpMail({ url: `smtp://127.0.0.1:${server.port}`, from, clock }).send(message);
    expect(server.received).toHaveLength(1);
    const elsewhere = createSmtpMail({ url: `smtp://127.0.0.2:${server.port}`, from, clock, timeout: 500 });
    expect(await failure(elsewhere.send(message))).toBeInstanceOf(Error);
    expect(server.received).toHaveLength(1);
  });

  it("[AC-03] tells a refusal for now from one for good, and repeats no password", async () => {
    const busy = await start({ offers: [], answer: (line) => (line.startsWith("RCPT") ? "451 later" : undefined) });
    const url = `smtp://localhost:${busy.port}`;
    expect(await failure(createSmtpMail({ url, from, clock }).send(message))).toMatchObject({ isPassing: true });
    const strict = await start({ answer: (line) => (line.startsWith("AUTH") ? "535 no" : undefined) });
    const refused = await failure(
      createSmtpMail({ url: `smtp://ada:hunter22@localhost:${strict.port}`, from, clock, tls }).send(message),
    );
    expect(refused).toMatchObject({ isPassing: false, message: "The mail server refused the login: 535 no" });
  });

  it("[AC-03] waits for no server longer than it was told", async () => {
    const silent = await start({ offers: [], answer: (line) => (line.startsWith("MAIL") ? "250-and" : undefined) });
    const mail = createSmtpMail({ url: `smtp://localhost:${silent.port}`, from, clock, timeout: 100 });
    expect(await failure(mail.send(message))).toMatchObject({
      message: "The mail server did not answer in time.",
      isPassing: true,
    });
  });

  it("[AC-03] lets nobody write commands or recipients by way of an address or a subject", async () => {
    const server = await start({ offers: [] });
    const mail = createSmtpMail({ url: `smtp://localhost:${server.port}`, from, clock });
    for (const to of ["a@b.c>\r\nRCPT TO:<eve@b.c", "a@b.c, eve@b.c", "a b@b.c", "nobody", "ä@b.c"])
      expect(isHoldfastError(await failure(mail.send({ ...message, to })), "invalid_request")).toBe(true);
    await mail.send({ ...message, subject: "Hello\r\nBcc: eve@b.c" });
    expect(server.received[0]?.headers).not.toMatch(/^Bcc/m);
  });

  it("[OP-03] refuses an address that is none without showing it", async () => {
    const error = await failure((async () => createSmtpMail({ url: "http://ada:secret@x", from, clock }))());
    expect(isHoldfastError(error, "configuration_invalid")).toBe(true);
    expect(String(error)).not.toContain("secret");
    const sender = await failure((async () => createSmtpMail({ url: "smtp://x", from: "nobody", clock }))());
    expect(isHoldfastError(sender, "configuration_invalid")).toBe(true);
  });
});
