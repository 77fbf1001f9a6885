// Counts what is lost, what is doubled, and what else is wrong; the first sentences of each are kept for people.
const sentencesKept = 20;

export class Tally {
  readonly #lost = new Set<string>();
  readonly #doubled = new Set<string>();
  readonly #problems: string[] = [];
  #wrongs = 0;

  get lost(): number {
    return this.#lost.size;
  }

  get doubled(): number {
    return this.#doubled.size;
  }

  get problems(): readonly string[] {
    const more = this.#wrongs - this.#problems.length;
    return more > 0 ? [...this.#problems, `And ${more} more.`] : this.#problems;
  }

  lose(operationId: string, how: string): void {
    this.#lost.add(operationId);
    this.wrong(`Operation ${operationId} is lost: ${how}.`);
  }

  double(operationId: string, how: string): void {
    this.#doubled.add(operationId);
    this.wrong(`Operation ${operationId} is doubled: ${how}.`);
  }

  /** Something was done that nobody noticed. */
  miss(what: string, how: string): void {
    this.#lost.add(what);
    this.wrong(`${what} was not found: ${how}.`);
  }

  /** Something was noticed that nobody did. */
  falseAlarm(when: string, how: string): void {
    this.#doubled.add(when);
    this.wrong(`A false alarm, ${when}: ${how}.`);
  }

  wrong(sentence: string): void {
    this.#wrongs += 1;
    if (this.#problems.length < sentencesKept) this.#problems.push(sentence);
  }
}
