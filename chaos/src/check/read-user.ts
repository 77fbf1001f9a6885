// What the database holds of one user, whichever way it came there.
import type { GroupId, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import type { TrailChange } from "./deed.js";
import type { Stage } from "../stage/stage.js";

export interface OperationRow {
  readonly id: OperationId;
  /** Null for an operation that went around a journal that could not be written. */
  readonly position: number | null;
  readonly at: Date;
  readonly fingerprint: string;
  readonly answer: OperationAnswer;
}

export interface TrailRow {
  readonly operation_id: OperationId;
  readonly position: number;
  /** Null for the order of all groups. */
  readonly group_id: GroupId | null;
  readonly group_version: number | null;
  readonly record_id: RecordId | null;
  readonly change: TrailChange;
}

export interface GroupRow {
  readonly id: GroupId;
  readonly name: string;
  readonly is_default: boolean;
  readonly version: number;
  readonly count: number;
  readonly place: number;
  readonly record_ids: readonly RecordId[];
  /** Note and state of the records that have one. */
  readonly noted: Readonly<Record<RecordId, readonly [note: string | null, state: string | null]>>;
}

export interface UserRows {
  readonly operations: readonly OperationRow[];
  readonly trail: readonly TrailRow[];
  readonly groups: readonly GroupRow[];
  readonly quarantined: ReadonlySet<OperationId>;
}

/** What a kept answer leaves out. */
const plain = { groupId: null, version: 0, count: 0, added: 0, alreadyThere: 0, removed: 0, notThere: 0, annotated: 0 };

export async function readUser({ query }: Pick<Stage, "query">, userId: UserId): Promise<UserRows> {
  const operations = await query<OperationRow>(
    "select id, position::int as position, at, fingerprint, jsonb_build_object('kind', kind) || answer as answer from holdfast.operation where user_id = $1 order by position nulls last, at",
    [userId],
  );
  const trail = await query<TrailRow>(
    `select operation_id, position::int as position, group_id, group_version::int as group_version, record_id,
       case when record_id is not null then coalesce(metadata ->> 'change',
         case when action in ('select', 'bulk_select') then 'added' when action in ('deselect', 'bulk_deselect') then 'removed' end) end as change
     from holdfast.audit_event where user_id = $1 and action <> 'operation_quarantined' and token_id is null`,
    [userId],
  );
  const groups = await query<GroupRow>(
    `select id, name, is_default, version::int as version, count, place,
       array(select record_id from holdfast.selection where group_id = selection_group.id) as record_ids,
       (select coalesce(jsonb_object_agg(record_id, jsonb_build_array(note, state)), '{}') from holdfast.selection
        where group_id = selection_group.id and (note is not null or state is not null)) as noted
     from holdfast.selection_group where owner_user_id = $1`,
    [userId],
  );
  const refused = await query<{ readonly id: OperationId }>(
    "select operation_id as id from holdfast.quarantine where user_id = $1",
    [userId],
  );
  const kept = operations.map((row) => ({ ...row, answer: { ...plain, ...row.answer } }));
  return { operations: inTurn(kept), trail, groups, quarantined: new Set(refused.map(({ id }) => id)) };
}

/** What went around the journal stands behind everything that the journal had before: the user's changes have one order. */
function inTurn(rows: readonly OperationRow[]): readonly OperationRow[] {
  const ordered = rows.filter(({ position }) => position !== null);
  for (const row of rows.filter(({ position }) => position === null)) {
    ordered.splice(ordered.findLastIndex(({ at }) => at <= row.at) + 1, 0, row);
  }
  return ordered;
}
