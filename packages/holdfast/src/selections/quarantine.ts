// What can be done with operations that the database refused: look, try again as things are now, or give up on them (JO-08, SY-05).
import { type ChangeInput, HoldfastError, isHoldfastError, type OperationAnswer, type Position } from "@holdfast/contract";
import { AuditRecorder } from "../audit/index.js";
import type { Quarantine, QuarantinedOperation, QuarantineRef } from "./interface.js";
import { deriveOperationId } from "./perform/derive-operation-id.js";
import type { SelectionEntry } from "./entry.js";
import { performOperation } from "./perform/operator.js";
import type { SelectionRoom } from "./room.js";
import { findQuarantine } from "./sql/find-quarantine.js";
import { listQuarantine, type QuarantineRow } from "./sql/list-quarantine.js";
import { resolveQuarantine } from "./sql/resolve-quarantine.js";

const defaultLimit = 500;

export function createQuarantine(room: SelectionRoom): Quarantine {
  const { database, clock } = room.options;
  const audit = new AuditRecorder(clock);
  return {
    list: async ({ resolved = false, limit = defaultLimit } = {}) => {
      const rows = await database.asSystem((db) => listQuarantine(db, { resolved, limit }), "single reads");
      return rows.map(describe);
    },
    replay: async (ref) => {
      const row = await database.asSystem((db) => findQuarantine(db, ref), "single reads");
      if (row === undefined) throw absent(ref);
      const answers: OperationAnswer[] = [];
      for (const [index, change] of changesOf(row.payload).entries()) {
        const operationId = deriveOperationId(`replay ${row.operation_id} ${index}`);
        const answer = performOperation(room, row.payload.actor, { operationId, ack: "database", change });
        answers.push(await answer.catch((error: unknown) => settleTwin(room, error)));
      }
      await database.asSystem((db) => resolveQuarantine(db, { ...ref, resolution: "replayed", at: clock.timestamp() }));
      return answers;
    },
    discard: async (actor, ref, reason) => {
      await database.asSystem(async (db) => {
        const row = await resolveQuarantine(db, { ...ref, resolution: "discarded", at: clock.timestamp() });
        if (row === undefined) throw absent(ref);
        const metadata = { reason, operationId: row.operation_id, kind: row.payload.kind, sqlState: row.sql_state };
        await audit.record(db, actor, { action: "quarantine_discarded", userId: row.user_id, metadata });
      });
    },
  };
}

/** A replay that is refused again must not stand in quarantine beside what it replays. */
async function settleTwin({ options: { database, clock, journal } }: SelectionRoom, error: unknown): Promise<never> {
  if (isHoldfastError(error, "operation_refused")) {
    const position = error.details.data?.["position"] as Position;
    await database.asSystem((db) =>
      resolveQuarantine(db, { journalId: journal.id, position, resolution: "replayed", at: clock.timestamp() }),
    );
  }
  throw error;
}

function describe(row: QuarantineRow): QuarantinedOperation {
  const { payload } = row;
  const count = (records: readonly unknown[] | undefined): number => records?.length ?? 0;
  return {
    journalId: row.journal_id,
    position: row.position,
    userId: row.user_id,
    operationId: row.operation_id,
    kind: payload.kind,
    records: payload.effects.reduce((sum, { added, removed }) => sum + count(added) + count(removed), 0),
    groups: payload.effects.map(({ group }) => group),
    sqlState: row.sql_state,
    message: row.message,
    at: row.at,
    acceptedAt: payload.at,
    resolvedAt: row.resolved_at,
    resolution: row.resolution,
  };
}

/** What the operation did, asked for once more: it is planned anew against the groups and records of today. */
function changesOf(entry: SelectionEntry): readonly ChangeInput[] {
  const transfer = transferOf(entry);
  if (transfer !== undefined) return [transfer];
  const { effects, groups = [], deleted = [] } = entry;
  const features = groups.flatMap(({ id, name, description }): ChangeInput[] => [
    { kind: "rename_group", group: id, name },
    { kind: "describe_group", group: id, description: description ?? "" },
  ]);
  const records = effects.flatMap(
    ({ group, added = [], removed = [], annotated = [], annotation: { metadata, ...rest } = {} }): ChangeInput[] => [
      ...(removed.length === 0 ? [] : [{ kind: "bulk_deselect" as const, group, recordIds: [...removed] }]),
      ...(added.length === 0 ? [] : [{ kind: "bulk_select" as const, group, recordIds: [...added] }]),
      ...(annotated.length === 0
        ? []
        : [
            {
              kind: "annotate" as const,
              group,
              recordIds: [...annotated],
              ...rest,
              ...(metadata && { metadata: metadata.values, metadataMode: metadata.mode }),
            },
          ]),
    ],
  );
  return [...features, ...records.flatMap(inPieces), ...deleted.map((group): ChangeInput => ({ kind: "delete_group", group }))];
}

/** A move or a copy stays one: notes, states and metadata travel along. One that brought nothing along only took out, as any other. */
function transferOf({ kind, effects }: SelectionEntry): ChangeInput | undefined {
  if (kind !== "move" && kind !== "copy") return undefined;
  const left = effects.find(({ removed }) => removed !== undefined);
  const joined = effects.find(({ source }) => source !== undefined);
  const recordIds = left?.removed ?? joined?.added;
  if (joined?.source === undefined || recordIds === undefined) return undefined;
  return { kind, group: joined.source.group, to: joined.group, recordIds: [...recordIds] };
}

const idsPerCall = 10_000;

function inPieces(change: ChangeInput): readonly ChangeInput[] {
  if ((change.kind !== "bulk_select" && change.kind !== "bulk_deselect") || change.recordIds === undefined) return [change];
  const { recordIds } = change;
  const pieces = Math.ceil(recordIds.length / idsPerCall);
  return Array.from({ length: pieces }, (_, index) => ({
    ...change,
    recordIds: recordIds.slice(index * idsPerCall, (index + 1) * idsPerCall),
  }));
}

function absent({ journalId, position }: QuarantineRef): HoldfastError {
  return new HoldfastError("not_found", {
    what: `There is no unsettled operation in quarantine at position ${position} of journal ${journalId}.`,
    action: "List the quarantine to see what is there; somebody may have settled it meanwhile.",
  });
}
