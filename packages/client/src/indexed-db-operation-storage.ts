// Keeps the operations that wait in the browser's database, so that they survive a reload and a crash of the browser (UI-02).
import type { OperationId } from "@holdfast/contract";
import type { OperationStorage, QueuedOperation } from "./operation-storage.js";

/** Lasts until it is closed; `forget` is for sign-out. No promise of it rejects: without a database, operations wait in the page. */
export interface KeptOperationStorage extends OperationStorage {
  /** Removes whatever waits under this name, whichever tab put it there. */
  forget(): Promise<void>;
  close(): void;
}

export interface IndexedDbStorageOptions {
  /** Tells users apart: what one has left waiting is never loaded for another. */
  readonly name: string;
  /** Names this page among the tabs that share the database. */
  readonly owner: string;
}

interface Kept {
  readonly owner: string;
  readonly operation: QueuedOperation;
}

const store = "operations";
const lockOf = (name: string, owner: string): string => `${name} ${owner}`;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The browser's database refused.")));
  });

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener("upgradeneeded", () => {
    const created = request.result.createObjectStore(store, { autoIncrement: true });
    created.createIndex("operation", "operation.operationId");
  });
  return settled(request);
}

/** The tabs whose operations are still theirs: each holds a lock for as long as it lives. */
async function livingOwners(name: string): Promise<ReadonlySet<string>> {
  if (!("locks" in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map((lock) => lock.name ?? "").filter((lock) => lock.startsWith(name)));
}

class IndexedDbStorage implements KeptOperationStorage {
  readonly #options: IndexedDbStorageOptions;
  readonly #closed = new AbortController();
  readonly #database: Promise<IDBDatabase | undefined>;

  constructor(options: IndexedDbStorageOptions) {
    this.#options = options;
    this.#database = openDatabase(options.name).catch(() => undefined);
    if ("locks" in navigator) void this.#holdLock().catch(() => undefined);
  }

  async load(): Promise<readonly QueuedOperation[]> {
    const living = await livingOwners(this.#options.name).catch(() => new Set<string>());
    const isOrphan = ({ owner }: Kept): boolean => !living.has(lockOf(this.#options.name, owner));
    const kept = await this.#use("readwrite", async (operations) => {
      const [keys, values] = await Promise.all([
        settled(operations.getAllKeys()),
        settled(operations.getAll() as IDBRequest<Kept[]>),
      ]);
      const orphans = values.map((value, at) => ({ value, key: keys[at] })).filter(({ value }) => isOrphan(value));
      for (const { value, key } of orphans) operations.put({ ...value, owner: this.#options.owner }, key);
      return orphans.map(({ value }) => value.operation);
    });
    return kept ?? [];
  }

  async save(operation: QueuedOperation): Promise<void> {
    await this.#use("readwrite", (operations) => settled(operations.add({ owner: this.#options.owner, operation })));
  }

  async remove(operationId: OperationId): Promise<void> {
    await this.#use("readwrite", async (operations) => {
      const keys = await settled(operations.index("operation").getAllKeys(operationId));
      for (const key of keys) operations.delete(key);
    });
  }

  async forget(): Promise<void> {
    await this.#use("readwrite", (operations) => settled(operations.clear()));
  }

  close(): void {
    this.#closed.abort();
    void this.#database.then((database) => database?.close());
  }

  async #use<Result>(
    mode: IDBTransactionMode,
    work: (operations: IDBObjectStore) => Promise<Result>,
  ): Promise<Result | undefined> {
    const database = await this.#database;
    if (database === undefined) return undefined;
    try {
      return await work(database.transaction(store, mode, { durability: "relaxed" }).objectStore(store));
    } catch {
      return undefined;
    }
  }

  #holdLock(): Promise<void> {
    const { name, owner } = this.#options;
    return navigator.locks.request(lockOf(name, owner), () => {
      return new Promise<void>((resolve) => this.#closed.signal.addEventListener("abort", () => resolve()));
    });
  }
}

/** In browsers only. What a tab left behind is taken up by the next one that loads; what another living tab sends stays its own. */
export function indexedDbOperationStorage(options: IndexedDbStorageOptions): KeptOperationStorage {
  return new IndexedDbStorage(options);
}
