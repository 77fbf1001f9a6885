// Mail to the server of another author, which judges our side of the conversation and what it carries.
import { afterEach, describe, expect, it } from "vitest";
import { createTestClock } from "../../testing/index.js";
import { certificate } from "../fixtures/localhost-certificate.js";
import { startStockSmtpServer, type StockSmtpServer } from "../fixtures/stock-smtp-server.js";
import { createSmtpMail } from "./smtp-mail.js";

const clock = createTestClock();
const from = "Holdfast <no-reply@example.org>";
const tls = { ca: certificate };
const account = { user: "ada", password: "p@ss: wörd" };
const login = `ada:${encodeURIComponent(account.password)}`;
const message = {
  to: "ada@example.org",
  subject: `Réinitialiser le mot de passe 🔑 ${"et encore ".repeat(12)}`.trim(),
  text: `Follow\n.\n..two\nhttps://example.org/?a=b#token=${"x".repeat(1200)}\nÜber`,
};
let server: StockSmtpServer | undefined;
afterEach(() => server?.close());

describe("createSmtpMail beside the package smtp-server", () => {
  it.each([
    ["STARTTLS and AUTH PLAIN", "smtp", { authMethods: ["PLAIN"] }],
    ["STARTTLS and AUTH LOGIN", "smtp", { authMethods: ["LOGIN"] }],
    ["TLS from the first byte", "smtps", { secure: true }],
  ])("[AC-03] delivers by %s what a reader of mail shows unchanged", async (_, scheme, options) => {
    server = await startStockSmtpServer(account, options);
    await createSmtpMail({ url: `${scheme}://${login}@localhost:${server.port}`, from, clock, tls }).send(message);
    expect(server.delivered).toEqual([
      {
        from: "no-reply@example.org",
        to: [message.to],
        subject: message.subject,
        text: message.text,
        date: "2026-01-01T00:00:00.000Z",
        messageId: expect.stringMatching(/^<[^<>@]+@[^<>@]+>$/) as string,
        wasEncrypted: true,
        user: "ada",
      },
    ]);
  });

  it("[AC-03] [SC-05] tells a wrong password from the rest, without repeating it, and delivers nothing", async () => {
    server = await startStockSmtpServer(account);
    const mail = createSmtpMail({ url: `smtp://ada:guessed-wrong@localhost:${server.port}`, from, clock, tls });
    const refused = await mail.send(message).catch((error: unknown) => error);
    expect(String(refused)).toMatch(/535/);
    expect(String(refused)).not.toContain("guessed-wrong");
    expect(server.delivered).toEqual([]);
  });

  it("[AC-03] a recipient that the server refuses is a failure, and the next message goes through", async () => {
    server = await startStockSmtpServer(account, {
      onRcptTo: ({ address }, _session, done) =>
        address === "gone@example.org" ? done(Object.assign(new Error("Nobody here"), { responseCode: 550 })) : done(),
    });
    const mail = createSmtpMail({ url: `smtp://${login}@localhost:${server.port}`, from, clock, tls });
    await expect(mail.send({ ...message, to: "gone@example.org" })).rejects.toThrow(/550/);
    await mail.send(message);
    expect(server.delivered.map(({ to }) => to)).toEqual([[message.to]]);
  });
});
