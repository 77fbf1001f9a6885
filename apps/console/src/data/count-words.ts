// Numbers as people read them.

const number = new Intl.NumberFormat("en-GB");

export const countText = (count: number): string => number.format(count);

/** "1 record", "1,204 records". */
export const recordsText = (count: number): string => (count === 1 ? "1 record" : `${number.format(count)} records`);
