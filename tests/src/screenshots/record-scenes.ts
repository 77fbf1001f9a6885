// The records page: its states, what is selected, and the way of a change.
import type { Page } from "playwright-core";
import { alert, busy, dialog, failing, hanging, menu, press, type Scene, shown } from "./scene.js";

/** Rows are shown; on phones nothing says how many there are. */
const rows = (page: Page): Promise<void> =>
  page
    .getByRole("checkbox", { name: /^Select / })
    .nth(3)
    .waitFor();

const bar = (page: Page) => page.getByRole("region", { name: "Selection", exact: true });
/** The bar counts something. */
const counted = (page: Page): Promise<void> =>
  bar(page)
    .getByText(/^[1-9]\d*$/)
    .first()
    .waitFor();

/** What is needed without a network is there. */
const fetchedAhead = async (page: Page): Promise<void> =>
  void (await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("changes-panel")),
  ));

async function tickThree(page: Page): Promise<void> {
  for (const title of ["Abortion Act 1967", "Academies Act 2010", "Access to Justice Act 1999"])
    await page.getByRole("checkbox", { name: `Select ${title}` }).click();
}

const openChanges = async (page: Page): Promise<void> => {
  await rows(page);
  await bar(page)
    .getByRole("button", { name: /Your changes|synced|safe|saving|offline|waiting/i })
    .click();
};

const actions = (page: Page) => bar(page).getByRole("button", { name: /^(With|Actions with) the selection$/ });
const openActions = async (page: Page): Promise<void> => {
  await counted(page);
  await actions(page).click();
};

/** From the bar, or from its menu where there is little room. */
const withSelection = (name: string) => async (page: Page) => {
  await counted(page);
  const button = bar(page).getByRole("button", { name, exact: true });
  if (await button.isVisible()) return button.click();
  await openActions(page);
  await page.getByRole("menuitem", { name }).click();
};

export const records: readonly Scene[] = [
  { name: "records/page", path: "/records", ready: rows },
  { name: "records/search", path: "/records?q=education", ready: shown(/\d+ matches/) },
  { name: "records/nothing", path: "/records?q=zzzzqqq", ready: shown(/No record/i) },
  { name: "records/loading", path: "/records", before: hanging("**/api/v1/records?*"), ready: busy },
  { name: "records/failed", path: "/records", before: failing("**/api/v1/records?*"), ready: alert },
  {
    name: "records/offline",
    path: "/records",
    act: async (page) => {
      await rows(page);
      await page.context().setOffline(true);
    },
    ready: (page) =>
      page
        .getByText(/offline/i)
        .first()
        .waitFor(),
  },
  {
    name: "records/help",
    path: "/records",
    act: async (page) => {
      await rows(page);
      await page.keyboard.press("?");
    },
    ready: dialog,
  },
  { name: "records/selected", path: "/records", as: "picker", ready: counted },
  { name: "records/hidden", path: "/records?q=education", as: "picker", ready: rows },
  { name: "records/only-selected", path: "/records", as: "picker", act: press("Only selected"), ready: shown(/only|Only/) },
  {
    name: "records/all-that-match",
    path: "/records?q=education",
    before: hanging("**/api/v1/operations"),
    act: async (page) => {
      await rows(page);
      await page.getByRole("checkbox", { name: /^Select .*rows/ }).click();
    },
    ready: shown(/that match|all 276|276/),
  },
  { name: "records/filters", path: "/records", widths: [390, 1024], act: press("Filters"), ready: dialog },
  { name: "records/filtered", path: "/records?type=UK+Public+General+Act&from=1980", ready: rows },
  { name: "records/columns", path: "/records", widths: [1024, 1600], act: press("Columns"), ready: menu },
  {
    name: "records/details",
    path: "/records",
    as: "picker",
    act: async (page) => {
      await rows(page);
      await page.getByRole("button", { name: "Academies Act 2010" }).click();
    },
    ready: (page) => page.getByRole("heading", { name: "Academies Act 2010" }).waitFor(),
  },
  { name: "records/actions", path: "/records", as: "picker", widths: [390, 1024], act: openActions, ready: menu },
  { name: "records/add-to-group", path: "/records", as: "picker", act: withSelection("Add to group"), ready: dialog },
  { name: "records/state", path: "/records", as: "picker", act: withSelection("State"), ready: dialog },
  { name: "records/note", path: "/records", as: "picker", act: withSelection("Note"), ready: dialog },
  { name: "records/clear", path: "/records", as: "picker", act: withSelection("Clear"), ready: dialog },
  { name: "records/changes", path: "/records", as: "picker", act: openChanges, ready: dialog },
  {
    name: "records/waiting",
    path: "/records",
    act: async (page) => {
      await rows(page);
      await fetchedAhead(page);
      await page.context().setOffline(true);
      await tickThree(page);
      await openChanges(page);
    },
    ready: (page) => page.getByRole("dialog").getByText(/wait/i).first().waitFor(),
  },
  {
    name: "records/saving",
    path: "/records",
    before: hanging("**/api/v1/operations"),
    act: async (page) => {
      await rows(page);
      await tickThree(page);
    },
    ready: counted,
  },
  {
    name: "records/refused",
    path: "/records",
    before: failing("**/api/v1/operations"),
    act: async (page) => {
      await rows(page);
      await page.getByRole("checkbox", { name: "Select Academies Act 2010" }).click();
    },
    ready: (page) => page.getByText("The database is not reachable just now.").first().waitFor(),
  },
  {
    name: "records/menu",
    path: "/records",
    widths: [390],
    act: (page) => page.getByRole("button", { name: "Open menu" }).click(),
    ready: dialog,
  },
  {
    name: "records/account",
    path: "/records",
    widths: [1024, 1600],
    act: (page) => page.getByRole("button", { name: /^Account:/ }).click(),
    ready: menu,
  },
  {
    name: "records/password",
    path: "/records",
    widths: [1024, 1600],
    act: async (page) => {
      await page.getByRole("button", { name: /^Account:/ }).click();
      await page.getByRole("menuitem", { name: "Change password" }).click();
    },
    ready: dialog,
  },
];
