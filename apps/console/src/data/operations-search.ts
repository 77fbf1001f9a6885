// Which part of the operations page is shown, in its address.

export const operationsTabs = ["now", "quarantine", "keys", "security", "retention"] as const;
export type OperationsTab = (typeof operationsTabs)[number];

export interface OperationsSearch {
  readonly tab?: OperationsTab;
}

export function operationsSearchOf(raw: Readonly<Record<string, unknown>>): OperationsSearch {
  const tab = operationsTabs.find((one) => one === raw["tab"]);
  return tab === undefined || tab === "now" ? {} : { tab };
}
