// Reads a list into a group: first as a trial that changes nothing, then in earnest, told step by step (SE-13).
import { HoldfastProblem, readLines, systemTiming } from "@holdfast/client";
import type { Group, GroupImportEvent, GroupImportReport, ImportCounts } from "@holdfast/contract";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../data/api.js";
import { queryClient } from "../../../data/session.js";

export type ImportStep =
  | { readonly step: "choose" }
  | { readonly step: "running"; readonly dryRun: boolean; readonly file: File; readonly counts: ImportCounts | undefined }
  | { readonly step: "previewed" | "done"; readonly file: File; readonly report: GroupImportReport }
  | { readonly step: "failed"; readonly file: File | undefined; readonly dryRun: boolean; readonly problem: HoldfastProblem };

/** By its name; a file of neither kind is read as CSV, which says what is wrong with it. */
export const fileType = (name: string): string => (/\.(jsonl|ndjson|json)$/i.test(name) ? "application/jsonl" : "text/csv");

const unexpected = (error: unknown): HoldfastProblem =>
  error instanceof HoldfastProblem
    ? error
    : new HoldfastProblem(
        { code: "unexpected", status: 0, detail: "The file could not be read.", action: "Choose it again." },
        error,
      );

export interface Importing {
  readonly state: ImportStep;
  readonly preview: (file: File) => void;
  readonly run: (file: File) => void;
  readonly restart: () => void;
}

export function useImport(group: Group): Importing {
  const [state, setState] = useState<ImportStep>({ step: "choose" });
  const leaving = useRef<AbortController>(undefined);
  // The same file again after a lost answer is the same import: nothing is added twice.
  const [importIds] = useState(() => new WeakMap<File, string>());
  const importIdOf = (file: File): string => {
    const id = importIds.get(file) ?? systemTiming.uuid();
    importIds.set(file, id);
    return id;
  };
  useEffect(() => () => leaving.current?.abort(), []);

  const carryOut = async (file: File, dryRun: boolean): Promise<void> => {
    leaving.current?.abort();
    const left = new AbortController();
    leaving.current = left;
    setState({ step: "running", dryRun, file, counts: undefined });
    try {
      const response = await api.stream("importGroup", {
        params: { group: group.id },
        query: { importId: dryRun ? systemTiming.uuid() : importIdOf(file), dryRun: dryRun ? "true" : "false" },
        file: { type: fileType(file.name), content: file },
        signal: left.signal,
      });
      for await (const event of readLines<GroupImportEvent>(response)) {
        if (event.type === "progress") setState({ step: "running", dryRun, file, counts: event.counts });
        else setState({ step: dryRun ? "previewed" : "done", file, report: event.report });
      }
      if (!dryRun) await queryClient.invalidateQueries({ queryKey: ["items", group.id] });
    } catch (error) {
      if (!left.signal.aborted) setState({ step: "failed", file, dryRun, problem: unexpected(error) });
    }
  };
  return {
    state,
    preview: (file) => void carryOut(file, true),
    run: (file) => void carryOut(file, false),
    restart: () => setState({ step: "choose" }),
  };
}
