// The order of events on one stream: the history first, as fast as the reader takes it, and behind it what happens meanwhile.
import type { StreamEvent } from "@holdfast/contract";

export class Delivery {
  readonly #write: (event: StreamEvent) => void;
  /** Undefined once the reader is up to date: from then on events go out as they come. */
  #behind: StreamEvent[] | undefined = [];

  constructor(write: (event: StreamEvent) => void) {
    this.#write = write;
  }

  take(event: StreamEvent): void {
    if (this.#behind === undefined) this.#write(event);
    else this.#behind.push(event);
  }

  /** Writes what waits, until nothing does. `room` answers a promise while the reader has to take some of it first. */
  async catchUp(room: () => Promise<void> | undefined): Promise<void> {
    const behind = this.#behind ?? [];
    for (let next = 0; next < behind.length; next += 1) {
      for (let busy = room(); busy !== undefined; busy = room()) await busy;
      this.#write(behind[next] as StreamEvent);
    }
    this.#behind = undefined;
  }
}
