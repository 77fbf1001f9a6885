// A life for the people of the pictures: groups, notes, tokens in every state, sessions, a trail.
import type { GroupList, OperationAnswer, RecordPage } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { ConsolePage } from "../stage/console-page.js";

export const password = "correct horse battery";
export const people = { person: "ada@example.org", newcomer: "new@example.org", administrator: "admin@example.org" } as const;

const hour = 3_600_000;

export async function registerEverybody(page: Page, url: string): Promise<void> {
  for (const email of Object.values(people)) {
    const person = await ConsolePage.open(page);
    await person.register(url, email, password);
    if (email === people.person) await live(person);
    await page.context().clearCookies();
  }
}

async function live(ada: ConsolePage): Promise<void> {
  const perform = (change: object): Promise<OperationAnswer> =>
    ada.api("/operations", "POST", { operationId: crypto.randomUUID(), ack: "database", change });
  const { items } = await ada.api<RecordPage>("/records?limit=200");
  const ids = items.map(({ id }) => id);
  for (const [name, from, to] of [
    ["To read", 0, 24],
    ["Housing", 10, 60],
    ["Fire safety", 40, 48],
  ] as const) {
    const { groupId } = await perform({ kind: "create_group", name, description: `What belongs to ${name.toLowerCase()}` });
    await perform({ kind: "bulk_select", group: groupId, recordIds: ids.slice(from, to) });
    await perform({
      kind: "annotate",
      group: groupId,
      recordIds: ids.slice(from, from + 2),
      note: "Ask the committee",
      state: "urgent",
    });
    await perform({ kind: "bulk_deselect", group: groupId, recordIds: ids.slice(from + 2, from + 5) });
  }
  await perform({ kind: "bulk_select", group: "default", query: { filter: { text: "education" } } });
  await perform({ kind: "undo" });
  const { groups } = await ada.api<GroupList>("/groups");
  await perform({ kind: "rename_group", group: groups.at(-1)?.id, name: "Fire and rescue" });
  await tokens(ada);
}

async function tokens(ada: ConsolePage): Promise<void> {
  const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
  const secret = { accessToken: "a token that nobody reads", refreshToken: "nor this one" };
  await ada.api("/tokens/github?account=work", "PUT", { ...secret, scopes: ["repo", "read:org"], expiresAt: inHours(200) });
  await ada.api("/tokens/google", "PUT", {
    accessToken: secret.accessToken,
    scopes: ["openid", "email"],
    expiresAt: inHours(0.5),
  });
  await ada.api("/tokens/gitlab", "PUT", { accessToken: secret.accessToken, expiresAt: inHours(-3) });
  await ada.api("/tokens/slack", "PUT", { accessToken: secret.accessToken, scopes: ["chat:write"] });
  await ada.api("/tokens/slack", "DELETE");
}
