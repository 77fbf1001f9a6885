// What the driver and a process that holds a token store say to each other: one errand at a time, with progress, and its result.
import type { PlaintextTable, ProviderOptions, RefreshOptions } from "holdfast";

export interface StoreOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly keys: string;
  readonly providers?: Readonly<Record<string, ProviderOptions>>;
  readonly refresh?: RefreshOptions;
  /** Milliseconds that its clock is ahead. */
  readonly forward?: number;
}

/** What a process can be sent for, and what it brings. */
export interface Errands {
  /** Puts the clock forward by so many milliseconds. */
  readonly forward: { readonly asked: { readonly milliseconds: number }; readonly brought: null };
  /** So many callers at once for each user: what all of them were shown, a text or a status. */
  readonly get: {
    readonly asked: { readonly users: readonly string[]; readonly provider: string; readonly callers: number };
    readonly brought: readonly (readonly string[])[];
  };
  /** Puts tokens of these users in turn until it is told to stop; the last text of each that was acknowledged. */
  readonly write: {
    readonly asked: { readonly users: readonly string[]; readonly provider: string };
    readonly brought: { readonly written: number; readonly last: Readonly<Record<string, string>> };
  };
  readonly stopWriting: { readonly asked: object; readonly brought: null };
  /** Tells of its progress in rows. */
  readonly rotate: {
    readonly asked: { readonly batchSize?: number };
    readonly brought: { readonly finished: boolean; readonly resealed: number };
  };
  /** Tells of its progress in rows. */
  readonly import: {
    readonly asked: { readonly source: PlaintextTable & { readonly url: string }; readonly wipe: boolean };
    readonly brought: ImportCounts;
  };
  /** Held tokens that could not be opened, as the process counts them. */
  readonly unopened: { readonly asked: object; readonly brought: number };
}

export interface ImportCounts {
  readonly copied: number;
  readonly verified: number;
  readonly wiped: number;
  readonly already: number;
  readonly finished: boolean;
}

export type ErrandName = keyof Errands;

export type StoreAsked = {
  [Name in ErrandName]: { readonly id: number; readonly name: Name; readonly asked: Errands[Name]["asked"] };
}[ErrandName];

export type StoreSaid =
  | { readonly type: "open" }
  | { readonly type: "progress"; readonly id: number; readonly done: number }
  | { readonly type: "brought"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly reason: string };
