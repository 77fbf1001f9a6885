// Everything that a superuser may do to the trail, and what the verifier must say first of it.
import type { Chance } from "../load/chance.js";
import type { KeptTrail, Window } from "./kept-trail.js";

/** What the verifier must name first; the row where there is one to name. */
export interface Expected {
  readonly kind: string;
  readonly seal: number | null;
  readonly row: number | null;
}

export interface Hand {
  readonly trail: KeptTrail;
  readonly chance: Chance;
  readonly windows: readonly Window[];
  /** Number of the last row. */
  readonly rows: number;
  /** The last seal that history and its forgery have in common. */
  readonly common: number;
}

export interface Tampering {
  readonly name: string;
  /** What the verifier is given besides: the roots that were kept elsewhere, or a keyring without the key. */
  readonly with?: "anchors" | "other keys";
  readonly act: (hand: Hand) => Promise<Expected>;
}

/** Edits that no constraint notices. */
const edits = [
  "action = 'view_everything'",
  "at = at + interval '1 microsecond'",
  "actor_id = gen_random_uuid()",
  "user_id = null",
  "record_id = gen_random_uuid()",
  "operation_id = gen_random_uuid()",
  "position = coalesce(position, 0) + 1",
  "group_version = coalesce(group_version, 0) + 1",
  "metadata = coalesce(metadata, '{}') || '{\"note\": 1}'",
  "context_id = gen_random_uuid()",
  "xact = (xact::text::bigint + 1)::text::xid8",
];

async function someRow({ trail, chance, windows }: Hand) {
  const window = chance.pick(windows);
  const number = window.firstRow + chance.between(0, window.rowCount - 1);
  return { seal: window.seq, row: number, ...(await trail.row(number)) };
}

const sealOf = ({ windows }: Hand, row: number): number =>
  windows.find(({ firstRow, rowCount }) => row >= firstRow && row < firstRow + rowCount)?.seq ?? 0;

async function edit(hand: Hand): Promise<Expected> {
  const { seal, row, id } = await someRow(hand);
  await hand.trail.tamper(`update holdfast.audit_event set ${hand.chance.pick(edits)} where id = ${id}`);
  return { kind: "row_edited", seal, row };
}

async function remove(hand: Hand): Promise<Expected> {
  const { seal, row, id } = await someRow(hand);
  await hand.trail.tamper(`delete from holdfast.audit_event where id = ${id}`);
  return { kind: "row_missing", seal, row };
}

async function insert(hand: Hand): Promise<Expected> {
  const { id } = await someRow(hand);
  await hand.trail.tamper(
    `insert into holdfast.audit_event (id, at, action, xact) select 0, at, 'select', xact from holdfast.audit_event where id = ${id}`,
  );
  // Number 0 stands before all others of its transaction, which may begin in the window before.
  return { kind: "row_added", seal: sealOf(hand, await hand.trail.firstOfTransaction(id)), row: null };
}

async function invent({ trail }: Hand): Promise<Expected> {
  await trail.tamper("insert into holdfast.audit_event (id, at, action, xact) values (0, now(), 'select', '99999999999')");
  return { kind: "row_added", seal: null, row: null };
}

async function swap(hand: Hand): Promise<Expected> {
  const [one, other] = [await someRow(hand), await someRow(hand)];
  if (await hand.trail.areAlike(one.id, other.id)) return swap(hand);
  await hand.trail.tamper(
    `update holdfast.audit_event event set operation_id = other.operation_id, record_id = other.record_id, position = other.position
     from (select id, operation_id, record_id, position from holdfast.audit_event where id in (${one.id}, ${other.id})) other
     where (event.id, other.id) in ((${one.id}, ${other.id}), (${other.id}, ${one.id}))`,
  );
  const first = one.row < other.row ? one : other;
  return { kind: "row_edited", seal: first.seal, row: first.row };
}

async function cutTail(hand: Hand): Promise<Expected> {
  const row = hand.rows - hand.chance.between(0, 4);
  const { id } = await hand.trail.row(row);
  await hand.trail.deleteFrom(id);
  return { kind: "row_missing", seal: sealOf(hand, row), row };
}

async function truncate({ trail, windows }: Hand): Promise<Expected> {
  await trail.tamper("truncate holdfast.audit_event");
  return { kind: "row_missing", seal: windows[0]?.seq ?? 0, row: 1 };
}

async function gap({ trail, chance, windows }: Hand): Promise<Expected> {
  const { seq } = chance.pick(windows.slice(0, -1));
  await trail.tamper(`delete from holdfast.audit_seal where seq = ${seq}`);
  return { kind: "seal_missing", seal: seq, row: null };
}

async function cutChain({ trail, common }: Hand): Promise<Expected> {
  await trail.tamper(`delete from holdfast.audit_seal where seq > ${common}`);
  return { kind: "chain_cut", seal: common + 1, row: null };
}

async function cutWithWitnesses({ trail, common }: Hand): Promise<Expected> {
  await trail.cutBack(common);
  return { kind: "chain_cut", seal: common + 1, row: null };
}

async function rewrite({ trail, common }: Hand): Promise<Expected> {
  await trail.putBack("forged");
  return { kind: "anchor_differs", seal: common + 1, row: null };
}

/** A genuine seal of another history in the place of ours. */
async function fork({ trail, common }: Hand): Promise<Expected> {
  await trail.tamper(
    `delete from holdfast.audit_seal where seq = ${common + 2};
     insert into holdfast.audit_seal select * from forged.audit_seal where seq = ${common + 2}`,
  );
  return { kind: "chain_forked", seal: common + 2, row: null };
}

async function alterSeal({ trail, chance, windows }: Hand): Promise<Expected> {
  const { seq } = chance.pick(windows);
  const change = chance.pick(["root = sha256('forged')", "row_count = row_count + 1", "detail = '{}x'", "key_id = 'other'"]);
  await trail.tamper(`update holdfast.audit_seal set ${change} where seq = ${seq}`);
  return { kind: "seal_altered", seal: seq, row: null };
}

async function borrowSignature({ trail, chance, windows }: Hand): Promise<Expected> {
  const { seq } = chance.pick(windows.slice(1));
  await trail.tamper(
    `update holdfast.audit_seal set signature = (select signature from kept.audit_seal where seq = ${windows[0]?.seq}) where seq = ${seq}`,
  );
  return { kind: "bad_signature", seal: seq, row: null };
}

async function dropContext({ trail }: Hand): Promise<Expected> {
  await trail.tamper("delete from holdfast.audit_context");
  return { kind: "context_missing", seal: null, row: null };
}

async function alterText({ trail }: Hand): Promise<Expected> {
  await trail.tamper(
    `update holdfast.audit_text set contents = '{"name": "Another"}' where id = (select min(id) from holdfast.audit_text)`,
  );
  return { kind: "text_altered", seal: null, row: null };
}

async function dropText({ trail }: Hand): Promise<Expected> {
  await trail.tamper("delete from holdfast.audit_text where id = (select max(id) from holdfast.audit_text)");
  return { kind: "text_missing", seal: null, row: null };
}

export const tamperings: readonly Tampering[] = [
  { name: "a row that was edited", act: edit },
  { name: "a row that was deleted", act: remove },
  { name: "a row that was inserted", act: insert },
  { name: "a row of a transaction that never was", act: invent },
  { name: "two rows that were swapped", act: swap },
  { name: "rows cut from the end", act: cutTail },
  { name: "the whole trail truncated", act: truncate },
  { name: "a seal taken out of the middle", act: gap },
  { name: "seals cut from the end", act: cutChain },
  { name: "an end cut off with all that witnesses it", with: "anchors", act: cutWithWitnesses },
  { name: "an end written anew, with seals that are genuine", with: "anchors", act: rewrite },
  { name: "a seal of another history", act: fork },
  { name: "a seal that was altered", act: alterSeal },
  { name: "a signature of another seal", act: borrowSignature },
  { name: "the context of a change destroyed", act: dropContext },
  { name: "what somebody wrote altered", act: alterText },
  { name: "what somebody wrote destroyed", act: dropText },
  { name: "seals under a key that is not known", with: "other keys", act: async ({ windows }) => unknownKey(windows) },
];

function unknownKey(windows: readonly Window[]): Expected {
  return { kind: "unknown_key", seal: windows[0]?.seq ?? 0, row: null };
}
