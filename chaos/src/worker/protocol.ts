// What the driver and a worker process say to each other.
import type {
  Actor,
  FlushAnswer,
  GroupList,
  GroupRecords,
  GroupRef,
  OperationAnswer,
  OperationRequestInput,
  UserId,
} from "@holdfast/contract";
import type { HoldfastStatus } from "holdfast";

export interface WorkerOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly directory: string;
  readonly keys: string;
  readonly lockPatienceMs?: number;
  readonly segmentBytes?: number;
  readonly budgetBytes?: number;
  readonly retentionMs?: number;
  readonly viewBytes?: number;
  readonly statementTimeout?: number;
  readonly connectTimeout?: number;
  readonly flushPatience?: number;
  readonly closeDeadline?: number;
}

/** What can be asked of a worker: the name, what goes in, what comes out. */
export interface Calls {
  readonly perform: {
    readonly asks: { readonly actor: Actor; readonly request: OperationRequestInput };
    readonly answers: OperationAnswer;
  };
  readonly groups: { readonly asks: { readonly userId: UserId }; readonly answers: GroupList };
  readonly records: {
    readonly asks: { readonly userId: UserId; readonly group: GroupRef };
    readonly answers: GroupRecords | null;
  };
  /** Puts the wall clock of the process forward or back; its durations go on. */
  readonly jump: { readonly asks: { readonly milliseconds: number }; readonly answers: null };
  readonly signIn: { readonly asks: { readonly userId: UserId }; readonly answers: string };
  readonly verify: { readonly asks: { readonly session: string }; readonly answers: string };
  readonly flush: { readonly asks: { readonly userId: UserId }; readonly answers: FlushAnswer };
  readonly status: { readonly asks: Record<string, never>; readonly answers: HoldfastStatus };
  readonly close: { readonly asks: { readonly deadline?: number }; readonly answers: FlushAnswer["state"] };
}
export type CallName = keyof Calls;

export interface Asked {
  readonly id: number;
  readonly call: CallName;
  readonly asks: Calls[CallName]["asks"];
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

export type Said =
  | { readonly type: "open" }
  | { readonly type: "not open"; readonly refusal: Refusal }
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "refusal"; readonly id: number; readonly refusal: Refusal };
