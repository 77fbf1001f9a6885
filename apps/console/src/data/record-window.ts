// The rows of one query, paged from the server as they come into view; nothing is loaded twice (UI-01).
import { HoldfastProblem, missingParts, type HoldfastClient, type RowRange } from "@holdfast/client";
import type { CatalogueRecord, RecordFilter, RecordId, RecordSort } from "@holdfast/contract";
import { filterParameters } from "./table-query.js";

export interface WindowQuery {
  readonly filter: RecordFilter;
  readonly sort: RecordSort;
  readonly order: "asc" | "desc";
}

export type WindowStatus =
  | { readonly state: "loading" }
  | { readonly state: "ready" }
  | { readonly state: "failed"; readonly problem: HoldfastProblem };

/** Rows per page: what the table asks for while scrolling. */
export const pageRows = 100;
/** Rows per call when a long range is read at once. */
const rangeRows = 1000;

export class RecordWindow {
  readonly query: WindowQuery;
  readonly #client: HoldfastClient;
  readonly #rows = new Map<number, CatalogueRecord>();
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #total: number | undefined;
  #status: WindowStatus = { state: "loading" };
  #revision = 0;

  constructor(client: HoldfastClient, query: WindowQuery) {
    this.#client = client;
    this.query = query;
  }

  /** How many records match; undefined before the first page. */
  get total(): number | undefined {
    return this.#total;
  }

  get status(): WindowStatus {
    return this.#status;
  }

  rowAt(index: number): CatalogueRecord | undefined {
    return this.#rows.get(index);
  }

  /** For useSyncExternalStore: a number that grows with every change. */
  readonly revision = (): number => this.#revision;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Loads what is missing of these rows, in whole pages. Failures show in `status`. */
  async ensure(range: RowRange): Promise<void> {
    const first = Math.floor(Math.max(0, range.first) / pageRows) * pageRows;
    const last = Math.min(Math.max(range.last, first), (this.#total ?? pageRows) - 1);
    const loads: Promise<void>[] = [];
    for (let offset = first; offset <= Math.max(last, first); offset += pageRows) {
      if (!this.#isLoaded(offset)) loads.push(this.#load(offset, pageRows));
    }
    await Promise.all(loads).catch((error: unknown) => this.#fail(error));
  }

  /** The ids of a range, reading rows that are not loaded. Throws HoldfastProblem. */
  async idsIn(range: RowRange): Promise<readonly RecordId[]> {
    const idAt = (index: number): RecordId | undefined => this.#rows.get(index)?.id;
    for (const part of missingParts(range, idAt, rangeRows)) await this.#read(part.first, part.last - part.first + 1);
    return Array.from({ length: range.last - range.first + 1 }, (_, n) => idAt(range.first + n)).filter((id) => id !== undefined);
  }

  #isLoaded(offset: number): boolean {
    if (this.#total === undefined) return false;
    if (this.#total === 0) return true;
    return this.#rows.has(offset) && this.#rows.has(Math.min(offset + pageRows, this.#total) - 1);
  }

  #load(offset: number, limit: number): Promise<void> {
    const running = this.#inFlight.get(offset);
    if (running !== undefined) return running;
    const load = this.#read(offset, limit).finally(() => this.#inFlight.delete(offset));
    this.#inFlight.set(offset, load);
    return load;
  }

  async #read(offset: number, limit: number): Promise<void> {
    const { filter, sort, order } = this.query;
    const page = await this.#client.call("searchRecords", { query: { ...filterParameters(filter), sort, order, offset, limit } });
    this.#total = page.total;
    for (const [n, row] of page.items.entries()) this.#rows.set(page.offset + n, row);
    this.#status = { state: "ready" };
    this.#tell();
  }

  #fail(error: unknown): void {
    const detail = "The records could not be read.";
    const problem =
      error instanceof HoldfastProblem
        ? error
        : new HoldfastProblem({ code: "unexpected", status: 0, detail, action: "Try again." }, error);
    this.#status = { state: "failed", problem };
    this.#tell();
  }

  #tell(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}
