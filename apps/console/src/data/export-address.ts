// Where the browser fetches a group as a file.
import { queryText } from "@holdfast/client";
import type { FileFormat, GroupId } from "@holdfast/contract";

export const exportAddress = (group: GroupId, format: FileFormat): string =>
  `/api/v1/groups/${group}/export${queryText({ format })}`;
