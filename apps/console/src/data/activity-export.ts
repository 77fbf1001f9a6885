// Where the browser fetches what the activity page shows as a file.
import { queryText } from "@holdfast/client";
import type { FileFormat } from "@holdfast/contract";
import { activityFilter, type ActivitySearch } from "./activity-search.js";

export function exportActivityAddress(search: ActivitySearch, format: FileFormat, now: number): string {
  const { userId, ...own } = activityFilter(search, now);
  return search.who === "everybody"
    ? `/api/v1/admin/audit/export${queryText({ ...own, userId, format })}`
    : `/api/v1/audit/export${queryText({ ...own, format })}`;
}
