// Groups: the list, one of them, its past, and comparisons.
import type { Page } from "playwright-core";
import { alert, busy, choose, dialog, failing, hanging, press, type Scene, shown } from "./scene.js";

async function housing(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Housing" }).click();
  await page.getByRole("table").first().waitFor();
}

export const groups: readonly Scene[] = [
  { name: "groups/page", path: "/groups", ready: shown("Housing") },
  { name: "groups/newcomer", path: "/groups", as: "newcomer", ready: shown("My selection") },
  { name: "groups/create", path: "/groups", act: press("Create group"), ready: dialog },
  { name: "groups/compare", path: "/groups/compare", ready: shown(/Compare/i) },
  {
    name: "groups/detail",
    path: "/groups",
    act: (page) => page.getByRole("main").getByRole("link", { name: "Housing" }).click(),
    ready: (page) => page.getByRole("table").first().waitFor(),
  },
  {
    name: "groups/history",
    path: "/groups",
    act: async (page) => {
      await page.getByRole("main").getByRole("link", { name: "Housing" }).click();
      await page.getByRole("link", { name: "History" }).click();
    },
    ready: shown("The story of this change"),
  },
  {
    name: "groups/past",
    path: "/groups",
    act: async (page) => {
      await housing(page);
      await page.getByRole("link", { name: "History" }).click();
      await press("One version back")(page);
    },
    ready: shown(/As it was at version/),
  },
  {
    name: "groups/compare-three",
    path: "/groups/compare",
    act: async (page) => void (await page.getByLabel("Group C").selectOption({ label: "Fire and rescue" })),
    ready: shown(/A, B and C|All three|In any of them/),
  },
  { name: "groups/save-part", path: "/groups/compare", act: press("Save as new group"), ready: dialog },
  {
    name: "groups/import",
    path: "/groups",
    act: async (page) => {
      await housing(page);
      await press("Import")(page);
    },
    ready: dialog,
  },
  {
    name: "groups/import-preview",
    path: "/groups",
    act: async (page) => {
      await housing(page);
      await press("Import")(page);
      const buffer = Buffer.from(["reference", "1967 c. 87", "2010 c. 32", "1999 c. 22", "nonsense"].join("\n"));
      await page.getByLabel("File to import").setInputFiles({ name: "acts.csv", mimeType: "text/csv", buffer });
    },
    ready: (page) => page.getByText("this is what would happen").waitFor(),
  },
  {
    name: "groups/chosen",
    path: "/groups",
    act: async (page) => {
      await housing(page);
      for (const at of [0, 1, 2])
        await page
          .getByRole("checkbox", { name: /^Choose / })
          .nth(at + 1)
          .click();
    },
    ready: (page) => page.getByRole("region", { name: "Chosen records" }).waitFor(),
  },
  {
    name: "groups/note",
    path: "/groups",
    act: async (page) => {
      await housing(page);
      await page
        .getByRole("button", { name: /^Add a note to / })
        .first()
        .click();
    },
    ready: (page) => page.getByRole("textbox", { name: /^Note of / }).waitFor(),
  },
  { name: "groups/edit", path: "/groups", act: choose("Actions for Housing", "Edit"), ready: dialog },
  { name: "groups/delete", path: "/groups", act: choose("Actions for Housing", "Delete"), ready: dialog },
  {
    name: "groups/empty",
    path: "/groups",
    as: "newcomer",
    act: (page) => page.getByRole("main").getByRole("link", { name: "My selection" }).click(),
    ready: (page) => page.getByRole("heading", { name: "My selection" }).waitFor(),
  },
  {
    name: "groups/gone",
    path: "/groups/00000000-0000-4000-8000-000000000000",
    ready: (page) => page.getByRole("main").getByRole("heading").first().waitFor(),
  },
  { name: "groups/loading", path: "/groups", before: hanging("**/api/v1/groups"), ready: busy },
  { name: "groups/failed", path: "/groups", before: failing("**/api/v1/groups"), ready: alert },
];
