// Which column of a table of plaintext tokens holds what.
import { expect, it } from "vitest";
import { plaintextColumns } from "./plaintext-columns.js";

it("[TK-09] reads pairs, in one list or several, and an optional field without a column", () => {
  expect(plaintextColumns(["userId=owner,provider=service", "refreshToken="])).toEqual({
    userId: "owner",
    provider: "service",
    refreshToken: null,
  });
  expect(plaintextColumns(undefined)).toEqual({});
});

it.each(["owner", "nobody=x", "accessToken=", "key=a,key=b"])("[TK-09] refuses %s", (pair) => {
  expect(() => plaintextColumns([pair])).toThrow(/--columns|no import without/);
});
