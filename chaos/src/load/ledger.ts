// The driver's own book: what was asked for, what was acknowledged, what was refused. The database is measured against it.
import type { Ack, ChangeInput, OperationAnswer, OperationId, UserId, Version } from "@holdfast/contract";

export interface LedgerLine {
  readonly operationId: OperationId;
  readonly userId: UserId;
  readonly change: ChangeInput;
  readonly ack: Ack;
  /** Undefined: nobody knows, it may be there or not, as a whole. */
  fate:
    | { readonly kind: "acknowledged"; readonly answer: OperationAnswer }
    | { readonly kind: "refused"; readonly code: string }
    | undefined;
}

export class Ledger {
  readonly #lines = new Map<OperationId, LedgerLine>();
  /** By user and group: the newest version that a caller was told, and of which operation. */
  readonly #told = new Map<UserId, Map<string, Version>>();
  #acknowledged = 0;

  /** Operations that were promised to survive; weak ones were not. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  get(operationId: OperationId): LedgerLine | undefined {
    return this.#lines.get(operationId);
  }

  lines(): Iterable<LedgerLine> {
    return this.#lines.values();
  }

  asked(line: Omit<LedgerLine, "fate">): LedgerLine {
    const fresh: LedgerLine = { ...line, fate: undefined };
    this.#lines.set(line.operationId, fresh);
    return fresh;
  }

  answered(line: LedgerLine, answer: OperationAnswer): void {
    line.fate = { kind: "acknowledged", answer };
    if (line.ack === "memory") return;
    this.#acknowledged += 1;
    if (answer.groupId === null) return;
    const told = this.#told.get(line.userId) ?? new Map<string, Version>();
    this.#told.set(line.userId, told);
    if (answer.version > (told.get(answer.groupId) ?? -1)) told.set(answer.groupId, answer.version);
  }

  refused(line: LedgerLine, code: string): void {
    line.fate = { kind: "refused", code };
  }

  /** The newest version of each group that this user was told. */
  toldOf(userId: UserId): ReadonlyMap<string, Version> {
    return this.#told.get(userId) ?? new Map<string, Version>();
  }
}
