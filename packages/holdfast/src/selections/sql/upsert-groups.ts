// Makes groups and changes their features: the last image of each in a batch.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { GroupImage } from "../entry.js";

export interface OwnedImage {
  readonly owner: UserId;
  readonly image: GroupImage;
  readonly at: string;
}

/** Takes the default away first: the index that allows one default per owner is checked row by row. */
export async function clearDefaults(db: Queryable, { images }: { readonly images: readonly OwnedImage[] }): Promise<void> {
  await db.query({
    name: "clear-defaults",
    text: `update holdfast.selection_group set is_default = false where is_default and id = any ($1::uuid[])`,
    values: [images.filter(({ image }) => !image.isDefault).map(({ image }) => image.id)],
  });
}

export async function upsertGroups(db: Queryable, { images }: { readonly images: readonly OwnedImage[] }): Promise<void> {
  await db.query({
    name: "upsert-groups",
    text: `
      insert into holdfast.selection_group
        (id, owner_user_id, name, description, is_default, place, version, count, created_at, updated_at)
      select id, owner, name, description, is_default, place, 0, 0, created_at, updated_at
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::integer[], $7::timestamptz[], $8::timestamptz[])
        as image (id, owner, name, description, is_default, place, created_at, updated_at)
      on conflict (id) do update
        set name = excluded.name, description = excluded.description, is_default = excluded.is_default, place = excluded.place`,
    values: [
      images.map(({ image }) => image.id),
      images.map(({ owner }) => owner),
      images.map(({ image }) => image.name),
      images.map(({ image }) => image.description),
      images.map(({ image }) => image.isDefault),
      images.map(({ image }) => image.place),
      images.map(({ image }) => image.createdAt),
      images.map(({ at }) => at),
    ],
  });
}
