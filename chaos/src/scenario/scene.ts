// What scenarios share: a stage, a book, a crew, writers on demand, and the same reckoning at the end.
import type { UserId } from "@holdfast/contract";
import { checkAll, checkVisible } from "../check/check-all.js";
import { Tally } from "../check/tally.js";
import { Crew } from "../load/crew.js";
import { Ledger } from "../load/ledger.js";
import { startWriters, type Writers, type WritersOptions } from "../load/writers.js";
import type { Outcome, Run } from "../scenario.js";
import { onStage, type Stage } from "../stage/stage.js";
import type { WorkerOrder } from "../worker/protocol.js";
import type { Worker } from "../worker/worker.js";
import { settle } from "./settle.js";

export interface Scene extends Run {
  readonly stage: Stage;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly crew: Crew;
  readonly firstUser: UserId;
  /** Starts writers against whichever worker takes calls; ended by the reckoning at the latest. */
  readonly write: (options?: Partial<WritersOptions>) => Writers;
  /** Starts a worker and looks whether it shows every user what callers were told. */
  readonly startWorker: () => Promise<Worker>;
  /** Notes how long the service was away. */
  readonly recovered: (milliseconds: number) => void;
  /** Whose rows the scenario changes itself: the model does not know them. */
  readonly exempt: Set<UserId>;
}

export interface SceneSettings {
  readonly users?: number;
  readonly records?: number;
  /** What workers are told differently. */
  readonly order?: (stage: Stage) => Partial<WorkerOrder> | Promise<Partial<WorkerOrder>>;
  /** A program that runs the workers. */
  readonly wrapper?: readonly string[];
}

/** Runs `act`, which answers how many faults it injected; then everything is applied and reckoned. */
export function play(run: Run, settings: SceneSettings, act: (scene: Scene) => Promise<number>): Promise<Outcome> {
  return onStage({ users: settings.users ?? 12, records: settings.records ?? 2000 }, async (stage) => {
    const order = { ...stage.order, ...(await settings.order?.(stage)) };
    const [ledger, tally, crew] = [new Ledger(), new Tally(), new Crew(run.program, order, settings.wrapper)];
    const loads: Writers[] = [];
    let longest = 0;
    const [firstUser] = stage.users;
    if (firstUser === undefined) throw new RangeError("The stage has no users.");
    const lookAtAll = async (worker: Worker): Promise<void> => {
      for (const userId of stage.users) if (!exempt.has(userId)) await checkVisible(worker, userId, ledger, tally);
    };
    const exempt = new Set<UserId>();
    const injected = await act({
      ...run,
      stage,
      ledger,
      tally,
      crew,
      firstUser,
      exempt,
      write: (options) => {
        const { users, records } = stage;
        const worker = (): Promise<Worker> => crew.worker();
        const load = startWriters({
          count: 20,
          users,
          records,
          chance: run.chance,
          ledger,
          worker,
          thinkMs: 4,
          acks: usualAcks,
          ...options,
        });
        loads.push(load);
        return load;
      },
      startWorker: () => crew.start(firstUser, lookAtAll),
      recovered: (milliseconds) => void (longest = Math.max(longest, milliseconds)),
    });
    for (const load of loads) await load.stop();
    const worker = await crew.worker();
    await settle(worker, tally);
    await checkAll({ stage, ledger, tally, worker, except: exempt });
    await worker.close();
    const { lost, doubled, problems } = tally;
    const longestRecoveryMs = Math.max(longest, crew.longestRecoveryMs);
    return { injected, acknowledged: ledger.acknowledged, lost, doubled, problems, longestRecoveryMs };
  });
}

/** Mostly the default, now and then the stronger and the weaker promise. */
const usualAcks = [...Array.from({ length: 18 }, () => "journal" as const), "database", "memory"] as const;
