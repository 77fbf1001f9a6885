// Arrays as text: what PostgreSQL reads as the same values.
import { expect, it } from "vitest";
import { arrayText } from "./array-text.js";

it("[SY-01] writes ids, numbers, times and nothing as PostgreSQL reads them", () => {
  expect(arrayText([])).toBe("{}");
  expect(arrayText(["a-b", 7, "2026-01-31T10:20:30.123456Z"])).toBe("{a-b,7,2026-01-31T10:20:30.123456Z}");
  expect(arrayText([null, undefined, 0])).toBe("{NULL,NULL,0}");
});
