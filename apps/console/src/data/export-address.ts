// Where the browser fetches a group as a file.
import { queryText } from "@holdfast/client";
import type { FileFormat, Group, GroupId } from "@holdfast/contract";

export const exportAddress = (group: GroupId, format: FileFormat): string =>
  `/api/v1/groups/${group}/export${queryText({ format })}`;

/** The browser's own download shows its progress and where the file went. */
export function download({ id }: Pick<Group, "id">, format: FileFormat): void {
  const link = document.createElement("a");
  link.href = exportAddress(id, format);
  link.download = "";
  link.click();
}
