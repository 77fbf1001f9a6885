// A life for the people of the pictures: groups, notes, tokens in every state, sessions, a trail.
import type { GroupList, OperationAnswer, RecordPage } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { ConsolePage } from "../stage/console-page.js";
import { embeddedUrl, lookInside } from "../stage/look-inside.js";
import { spoilToken } from "../stage/spoil-token.js";

export const password = "correct horse battery";
export const people = {
  person: "ada@example.org",
  picker: "grace@example.org",
  newcomer: "new@example.org",
  administrator: "admin@example.org",
} as const;

const hour = 3_600_000;

export async function registerEverybody(page: Page, url: string): Promise<void> {
  for (const email of Object.values(people)) {
    const person = await ConsolePage.open(page);
    await person.register(url, email, password);
    if (email === people.person) await live(person);
    if (email === people.picker) await pick(person);
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

/** A selection that some searches hide a part of. */
async function pick(grace: ConsolePage): Promise<void> {
  const perform = (change: object): Promise<OperationAnswer> =>
    grace.api("/operations", "POST", { operationId: crypto.randomUUID(), ack: "database", change });
  for (const [query, from, to] of [
    ["", 0, 5],
    ["&text=education", 2, 9],
  ] as const) {
    const { items } = await grace.api<RecordPage>(`/records?limit=20&sort=title${query}`);
    await perform({ kind: "bulk_select", group: "default", recordIds: items.slice(from, to).map(({ id }) => id) });
  }
  await perform({ kind: "create_group", name: "To read" });
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

const poison = "add constraint forbidden check (false) not valid";

/** Somebody whose changes the database refuses, whose secret does not open, and who tries what is not theirs: what administrators are there for. */
export async function trouble(page: Page, url: string, directory: string): Promise<void> {
  const database = await embeddedUrl(directory);
  const ben = await ConsolePage.open(page);
  await ben.register(url, "ben@example.org", password);
  const { items } = await ben.api<RecordPage>("/records?limit=30");
  const perform = (change: object): Promise<OperationAnswer> =>
    ben.api("/operations", "POST", { operationId: crypto.randomUUID(), change });
  await lookInside(database, `alter table holdfast.selection ${poison}`);
  await perform({ kind: "select", group: "default", recordId: items[0]?.id });
  await perform({ kind: "bulk_select", group: "default", recordIds: items.slice(1, 30).map(({ id }) => id) });
  while ((await lookInside(database, "select from holdfast.quarantine")).length < 2) await page.waitForTimeout(100);
  await lookInside(database, "alter table holdfast.selection drop constraint forbidden");
  await spoilToken({ url, email: "ben@example.org", password, inDatabase: (text) => lookInside(database, text) });
  const dead = { headers: { authorization: `Bearer hfs_${"A".repeat(49)}` } };
  for (let round = 0; round < 110; round += 1) {
    await ben.api(`/groups/${crypto.randomUUID()}`);
    await Promise.all([1, 2, 3, 4, 5].map(() => fetch(`${url}/api/v1/groups`, dead)));
  }
}
