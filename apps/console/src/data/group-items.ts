// The selections of a group with notes and states, a page at a time; all of them only when they are searched (UI-03).
import type { GroupId, GroupItems, RecordId, SelectionItem } from "@holdfast/contract";
import { queryOptions, skipToken, useQueries, useQuery } from "@tanstack/react-query";
import { api } from "./api.js";
import { queryClient } from "./session.js";

/** Items per page: what the table asks for while scrolling. */
export const pageItems = 100;
const mostPerCall = 1000;

const read = (group: GroupId, offset: number, limit: number, signal: AbortSignal): Promise<GroupItems> =>
  api.call("groupItems", { params: { group }, query: { offset: String(offset), limit: String(limit) }, signal });

const pageQuery = (group: GroupId, page: number) =>
  queryOptions({
    queryKey: ["items", group, page],
    queryFn: ({ signal }) => read(group, page * pageItems, pageItems, signal),
    staleTime: Infinity,
  });

/** What is read while all is being read: it is searched already. */
const readSoFar = (group: GroupId): readonly unknown[] => ["items-read", group];

const allQuery = (group: GroupId) =>
  queryOptions({
    queryKey: ["items", group, "all"],
    queryFn: async ({ signal }): Promise<GroupItems> => {
      const first = await read(group, 0, mostPerCall, signal);
      const items = [...first.items];
      const tell = (): void => void queryClient.setQueryData(readSoFar(group), { ...first, items: [...items] });
      tell();
      while (items.length < first.total) {
        const next = await read(group, items.length, mostPerCall, signal);
        if (next.items.length === 0) break;
        items.push(...next.items);
        tell();
      }
      return { ...first, items };
    },
    staleTime: Infinity,
  });

/** Every word must occur in the title, the reference, the note or the state. */
export function itemMatches({ record, note, state }: SelectionItem, search: string): boolean {
  const text = [record.title, record.reference, note, state].join("\n").toLocaleLowerCase("en-GB");
  return search
    .toLocaleLowerCase("en-GB")
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export interface ShownItems {
  readonly total: number;
  readonly itemAt: (index: number) => SelectionItem | undefined;
  readonly error: Error | null;
  /** How many were read and searched so far; undefined when all were. */
  readonly searched: number | undefined;
  readonly retry: () => void;
}

/** `first` and `last` are the rows in view; `count` is how many the group is known to hold before its first page has come. */
export function useGroupItems(group: GroupId, count: number, search: string, first: number, last: number): ShownItems {
  const isSearch = search.trim() !== "";
  const all = useQuery({ ...allQuery(group), enabled: isSearch });
  const partly = useQuery<GroupItems>({ queryKey: readSoFar(group), queryFn: skipToken, gcTime: 0 });
  const firstPage = Math.floor(Math.max(0, first) / pageItems);
  const lastPage = Math.floor(Math.max(0, last) / pageItems);
  const pages = isSearch ? [] : Array.from({ length: lastPage - firstPage + 1 }, (_, n) => firstPage + n);
  const results = useQueries({ queries: pages.map((page) => pageQuery(group, page)) });
  const retry = (): void => void queryClient.refetchQueries({ queryKey: ["items", group], type: "active" });
  if (isSearch) {
    const found = (all.data ?? partly.data)?.items.filter((item) => itemMatches(item, search.trim())) ?? [];
    const searched = all.data === undefined ? (partly.data?.items.length ?? 0) : undefined;
    return { total: found.length, itemAt: (at) => found[at], error: all.error, searched, retry };
  }
  const total = results.find(({ data }) => data !== undefined)?.data?.total ?? count;
  const itemAt = (at: number): SelectionItem | undefined =>
    results[Math.floor(at / pageItems) - firstPage]?.data?.items[at % pageItems];
  return { total, itemAt, error: results.find(({ error }) => error !== null)?.error ?? null, searched: undefined, retry };
}

/** The records of these rows, reading the pages that were not in view. Throws HoldfastProblem. */
export async function idsBetween(group: GroupId, items: ShownItems, from: number, to: number): Promise<readonly RecordId[]> {
  const rows = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const shown = rows.map((at) => items.itemAt(at)?.record.id).filter((id) => id !== undefined);
  if (shown.length === rows.length) return shown;
  const pages = new Set(rows.map((at) => Math.floor(at / pageItems)));
  const read = await Promise.all([...pages].map((page) => queryClient.ensureQueryData(pageQuery(group, page))));
  const all = read.flatMap(({ offset, items: some }) => some.map((item, n) => [offset + n, item.record.id] as const));
  return all.filter(([at]) => at >= from && at <= to).map(([, id]) => id);
}

/** Shows what was set before the server has answered. */
export function patchItems(
  group: GroupId,
  ids: ReadonlySet<RecordId>,
  part: Partial<Pick<SelectionItem, "note" | "state">>,
): void {
  queryClient.setQueriesData<GroupItems>({ queryKey: ["items", group] }, (page) =>
    page === undefined
      ? page
      : { ...page, items: page.items.map((item) => (ids.has(item.record.id) ? { ...item, ...part } : item)) },
  );
}
