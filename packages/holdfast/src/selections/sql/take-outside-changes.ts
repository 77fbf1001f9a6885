// Takes a user's notes of outside changes and puts counts and versions right; answers what happened to which group, the deleted ones too.
import type { GroupId, UserId, Version } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface OutsideChange {
  readonly groupId: GroupId;
  /** The one that the change makes. */
  readonly version: Version;
  /** The login that changed it last, the program that it named, and when. Null where only an older release noted it. */
  readonly by: string | null;
  readonly program: string | null;
  readonly changedAt: string;
  readonly fate: "changed" | "created" | "deleted";
  /** Of the group itself. */
  readonly features: readonly string[];
}

export async function takeOutsideChanges(
  db: Queryable,
  { userId, at }: { readonly userId: UserId; readonly at: string },
): Promise<readonly OutsideChange[]> {
  return db.query<OutsideChange>({
    name: "take-outside-changes",
    text: `
      with noted as (
        delete from holdfast.outside_change where owner_id = $1
        returning group_id, at, changed_by, program, deleted_at_version, is_new, features
      ), corrected as (
        update holdfast.selection_group owned
        set
          version = owned.version + 1,
          count = (select count(*) from holdfast.selection selection where selection.group_id = owned.id),
          updated_at = $2
        from noted
        where owned.id = noted.group_id
        returning owned.id, owned.version
      )
      select
        noted.group_id as "groupId", coalesce(corrected.version, noted.deleted_at_version + 1) as version,
        noted.changed_by as by, noted.program, noted.at as "changedAt", noted.features,
        case when corrected.id is null then 'deleted' when noted.is_new then 'created' else 'changed' end as fate
      from noted
      left join corrected on corrected.id = noted.group_id
      where corrected.id is not null or noted.deleted_at_version is not null
      order by noted.group_id`,
    values: [userId, at],
  });
}
