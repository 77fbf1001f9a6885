// The development mailbox: for this machine, under its own name.
import { createMailbox, systemClock } from "holdfast";
import { beforeAll, describe, expect, it } from "vitest";
import { createServerApp } from "../app.js";
import { createServerLog } from "../log.js";
import { unreachableHoldfast } from "../testing/unreachable-holdfast.js";

const mailbox = createMailbox(systemClock, () => undefined);
const base = { holdfast: unreachableHoldfast(), log: createServerLog({ level: "silent" }), version: "test" };
const app = createServerApp({ ...base, mailbox });
const ask = (from: string, host = "localhost:4280", headers: Readonly<Record<string, string>> = {}) =>
  app.fetch(new Request(`http://${host}/dev/mail`, { headers }), { address: from });

beforeAll(() =>
  mailbox.send({ to: "ada@example.org", subject: "Set <it>", text: "Here:\n\nhttp://localhost/reset-password#token=hfp_x\n" }),
);

describe("/dev/mail", () => {
  it("[AC-03] shows the last messages with their links, and programs the same as JSON", async () => {
    const html = await (await ask("127.0.0.1")).text();
    expect(html).toContain('<a href="http://localhost/reset-password#token=hfp_x">');
    expect(html).toContain("Set &lt;it&gt;");
    expect(await (await ask("::1", "localhost:4280", { accept: "application/json" })).json()).toMatchObject({
      messages: [{ to: "ada@example.org" }],
    });
  });

  it.each([
    ["another machine", "192.0.2.1", "localhost:4280", {}],
    ["a page that renamed itself", "127.0.0.1", "evil.example", {}],
    ["a proxy on this machine", "127.0.0.1", "localhost:4280", { "x-forwarded-for": "192.0.2.1" }],
  ])("[AC-03] shows nothing to %s", async (_, from, host, headers) => {
    const response = await ask(from, host, headers);
    expect(await response.text()).not.toContain("hfp_");
  });

  it("[AC-03] is not there in production", async () => {
    const response = await createServerApp(base).fetch(new Request("http://localhost/dev/mail"), { address: "127.0.0.1" });
    expect(await response.text()).not.toContain("Mail that was not sent");
  });
});
