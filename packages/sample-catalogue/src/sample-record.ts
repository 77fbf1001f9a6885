// The shape of one row of the sample catalogue.

export interface SampleRecord {
  /** A UUID of version 5, made from the reference: the same on every machine. */
  readonly id: string;
  readonly title: string;
  /** Unique, in the form that lawyers use: `2005 c. 9`, `S.I. 2007/1234`, `2011 asp 3`. */
  readonly reference: string;
  readonly family: string | null;
  readonly type: string;
  readonly year: number;
  readonly status: string;
}

/** A record before it has an id; `number` orders the records of a year and type. */
export interface Draft extends Omit<SampleRecord, "id"> {
  readonly number: number;
}
