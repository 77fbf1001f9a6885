// Counts held tokens that could not be opened, and sees to it that somebody hears of each (SC-07): a row was changed, or its key is missing.
import { HoldfastError, type TokenId } from "@holdfast/contract";
import type { Log } from "../../runtime/log.js";

export class Unopened {
  readonly #log: Log;
  readonly #tell: () => void;
  #count = 0;

  /** `tell` is called once for each. */
  constructor(log: Log, tell: () => void = () => undefined) {
    this.#log = log;
    this.#tell = tell;
  }

  /** Since the start. */
  get count(): number {
    return this.#count;
  }

  /** What `open` answers; what it throws is noted on its way. */
  watch<T>(tokenId: TokenId, open: () => T): T {
    try {
      return open();
    } catch (error) {
      if (error instanceof HoldfastError) this.#note(tokenId, error);
      throw error;
    }
  }

  #note(tokenId: TokenId, { code }: HoldfastError): void {
    this.#count += 1;
    this.#log.error("A held token could not be opened and is not served.", { tokenId, code });
    this.#tell();
  }
}
