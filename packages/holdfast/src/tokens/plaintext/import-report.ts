// What an import of plaintext tokens says while it runs and when it ends.

/** A row that was not taken over, and why; never what it holds. */
export interface NotImported {
  readonly key: string;
  readonly reason: string;
}

export interface ImportCounts {
  /** Rows that were read from the source in this run. */
  readonly read: number;
  /** Of those: taken over now, or to be, in a dry run. */
  readonly copied: number;
  /** Read back, opened and found equal, now. */
  readonly verified: number;
  /** Whose secrets were taken away in the source, now. */
  readonly wiped: number;
  /** Done by an earlier run. */
  readonly already: number;
  /** Held already under that name, from elsewhere: left as they are. */
  readonly kept: number;
  /** Copied earlier and replaced in Holdfast since; the source holds something else again. Not wiped. */
  readonly superseded: number;
  /** Rows that cannot be held. */
  readonly refused: number;
}

export interface ImportReport extends ImportCounts {
  readonly source: string;
  readonly dryRun: boolean;
  /** Whether it came to the end of the source. */
  readonly finished: boolean;
  /** The first 100 that were kept, superseded or refused. */
  readonly notImported: readonly NotImported[];
}

const mostNamed = 100;
type Count = keyof ImportCounts;

export class ImportTally {
  readonly #counts: Record<Count, number> = {
    read: 0,
    copied: 0,
    verified: 0,
    wiped: 0,
    already: 0,
    kept: 0,
    superseded: 0,
    refused: 0,
  };
  readonly #notImported: NotImported[] = [];

  add(count: Count, rows: number): void {
    this.#counts[count] += rows;
  }

  leave(count: "kept" | "superseded" | "refused", key: string, reason: string): void {
    this.add(count, 1);
    if (this.#notImported.length < mostNamed) this.#notImported.push({ key, reason });
  }

  get counts(): ImportCounts {
    return { ...this.#counts };
  }

  get notImported(): readonly NotImported[] {
    return this.#notImported;
  }
}
