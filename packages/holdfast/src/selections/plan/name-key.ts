// When two names of groups are the same: as the unique index of the database sees it, whose lower() maps letter by letter.

/** Not `toLowerCase` of the whole: that looks at a letter's neighbours ("ΟΔΟΣ") and makes two letters of "İ". */
export const nameKey = (name: string): string =>
  Array.from(name, (letter) => (letter === "İ" ? "i" : letter.toLowerCase())).join("");
