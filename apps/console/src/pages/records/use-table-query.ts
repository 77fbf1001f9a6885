// The table's query in the address, and the way to change it.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { searchOf, tableQueryOf, type TableQuery } from "../../data/table-query.js";

export type ChangeQuery = (part: Partial<TableQuery>, how?: { readonly replace: boolean }) => void;

export function useTableQuery(): readonly [TableQuery, ChangeQuery] {
  const search = useSearch({ from: "/shell/records" });
  const navigate = useNavigate({ from: "/records" });
  const query = useMemo(() => tableQueryOf(search as Readonly<Record<string, unknown>>), [search]);
  const change = useCallback<ChangeQuery>(
    (part, how) => {
      const next = (before: unknown) => searchOf({ ...tableQueryOf(before as Readonly<Record<string, unknown>>), ...part });
      void navigate({ search: next, replace: how?.replace ?? false });
    },
    [navigate],
  );
  return [query, change];
}
