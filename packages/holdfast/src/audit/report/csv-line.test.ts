// AU-07: what a spreadsheet makes of an export.
import { expect, test } from "vitest";
import { csvLine } from "./csv-line.js";

test.each<[readonly (string | number | null)[], string]>([
  [["a", 1, null, ""], "a,1,,\r\n"],
  [['say "no"', "a,b", "two\nlines", "cr\r"], '"say ""no""","a,b","two\nlines","cr\r"\r\n'],
  [["=1+1", "+1", "-1", "@a", "\tx"], "'=1+1,'+1,'-1,'@a,'\tx\r\n"],
  [["=a,b", -5, "a=b", "é"], '"\'=a,b",-5,a=b,é\r\n'],
])("[AU-07] %j", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
