// The trail as it was, to be put back after each tampering; and the hand of a superuser who leaves no traces.
import type { Stage } from "../stage/stage.js";

const tables = ["audit_event", "audit_context", "audit_text", "audit_seal", "audit_seal_row", "audit_head"] as const;

/** One window of the trail that holds rows. */
export interface Window {
  readonly seq: number;
  readonly firstRow: number;
  readonly rowCount: number;
}

export interface Row {
  readonly id: number;
  readonly at: string;
}

export class KeptTrail {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Statements with every trigger off. */
  async tamper(statements: string): Promise<void> {
    await this.#stage.query(`begin; set local session_replication_role = replica; ${statements}; commit`);
  }

  async keep(schema: string): Promise<void> {
    const copies = tables.map((table) => `create table ${schema}.${table} as select * from holdfast.${table}`);
    await this.#stage.query(`create schema ${schema}; ${copies.join("; ")}`);
  }

  async putBack(schema: string): Promise<void> {
    await this.tamper(
      tables
        .map((table) => `delete from holdfast.${table}; insert into holdfast.${table} select * from ${schema}.${table}`)
        .join("; "),
    );
  }

  /** Windows with rows, in order. */
  async windows(): Promise<readonly Window[]> {
    return this.#stage.query<Window>(
      `select seq::int as seq, first_row::int as "firstRow", row_count as "rowCount"
       from holdfast.audit_seal where row_count > 0 order by seq`,
    );
  }

  /** The row with this number, counted over the whole trail in the order in which it is sealed. */
  async row(number: number): Promise<Row> {
    const [row] = await this.#stage.query<Row>(
      "select id::int as id, at::text as at from holdfast.audit_event order by xact, id offset $1 limit 1",
      [number - 1],
    );
    if (row === undefined) throw new RangeError(`The trail has no row ${number}.`);
    return row;
  }

  /** Number of the first row that the transaction of this one wrote. */
  async firstOfTransaction(id: number): Promise<number> {
    const [row] = await this.#stage.query<{ readonly number: number }>(
      `select count(*)::int + 1 as number from holdfast.audit_event
       where xact < (select xact from holdfast.audit_event where id = $1)`,
      [id],
    );
    return row?.number ?? 0;
  }

  /** Whether swapping these two would change nothing. */
  async areAlike(one: number, other: number): Promise<boolean> {
    const rows = await this.#stage.query(
      "select distinct operation_id, record_id, position from holdfast.audit_event where id in ($1, $2)",
      [one, other],
    );
    return rows.length < 2;
  }

  /** Removes this row and all behind it. */
  async deleteFrom(id: number): Promise<void> {
    await this.tamper(`delete from holdfast.audit_event event using holdfast.audit_event first
      where first.id = ${id} and (event.xact, event.id) >= (first.xact, first.id)`);
  }

  /** Takes away everything behind a seal, and makes it look as if nothing had ever been there. */
  async cutBack(seq: number): Promise<void> {
    await this.tamper(`delete from holdfast.audit_event event using holdfast.audit_seal seal
        where seal.seq = ${seq} and (event.xact, event.id) > (seal.last_xact, seal.last_id);
      delete from holdfast.audit_seal where seq > ${seq};
      delete from holdfast.audit_seal_row where seq > ${seq};
      update holdfast.audit_head set seq = ${seq}, hash = (select hash from holdfast.audit_seal where seq = ${seq})`);
  }
}
