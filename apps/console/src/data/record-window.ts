// The rows of one query, paged from the server as they come into view; nothing is loaded twice (UI-01).
import { HoldfastProblem, type HoldfastClient, type RowRange } from "@holdfast/client";
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
/** Pages per call when a long range is read at once: 1,000 rows are the most that one answer holds. */
const pagesPerCall = 10;

export class RecordWindow {
  readonly query: WindowQuery;
  readonly #client: HoldfastClient;
  readonly #rows = new Map<number, CatalogueRecord>();
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #total: number | undefined;
  #lastAsked: RowRange = { first: 0, last: 0 };
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
    this.#lastAsked = range;
    const pages = this.#pagesOf(range).map((page) => this.#load(page, 1));
    await Promise.all(pages).catch((error: unknown) => this.#fail(error));
  }

  /** Asks again for what was asked for last: after a failure. */
  retry(): Promise<void> {
    return this.ensure(this.#lastAsked);
  }

  /** The ids of a range, reading the pages that are not loaded, several in one call. Throws HoldfastProblem. */
  async idsIn(range: RowRange): Promise<readonly RecordId[]> {
    const pages = this.#pagesOf(range);
    for (const page of pages) await this.#load(page, this.#runOfMissing(page, pages.at(-1) ?? page));
    const ids = Array.from({ length: range.last - range.first + 1 }, (_, n) => this.#rows.get(range.first + n)?.id);
    return ids.filter((id) => id !== undefined);
  }

  #pagesOf({ first, last }: RowRange): readonly number[] {
    const firstPage = Math.floor(Math.max(0, first) / pageRows);
    const lastRow = Math.min(last, (this.#total ?? pageRows) - 1);
    const count = Math.floor(Math.max(lastRow, 0) / pageRows) - firstPage + 1;
    return Array.from({ length: Math.max(1, count) }, (_, n) => firstPage + n);
  }

  #isLoaded(page: number): boolean {
    if (this.#total === undefined) return false;
    const first = page * pageRows;
    if (first >= this.#total) return true;
    return this.#rows.has(first) && this.#rows.has(Math.min(first + pageRows, this.#total) - 1);
  }

  /** How many pages from this one on are neither loaded nor on their way, as far as one call may carry. */
  #runOfMissing(page: number, lastPage: number): number {
    let pages = 1;
    while (pages < pagesPerCall && page + pages <= lastPage && !this.#isLoaded(page + pages) && !this.#inFlight.has(page + pages))
      pages += 1;
    return pages;
  }

  #load(page: number, pages: number): Promise<void> {
    const running = this.#inFlight.get(page);
    if (running !== undefined) return running;
    if (this.#isLoaded(page)) return Promise.resolve();
    const covered = Array.from({ length: pages }, (_, n) => page + n);
    const load = this.#read(page * pageRows, pages * pageRows).finally(() =>
      covered.forEach((one) => this.#inFlight.delete(one)),
    );
    for (const one of covered) this.#inFlight.set(one, load);
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
