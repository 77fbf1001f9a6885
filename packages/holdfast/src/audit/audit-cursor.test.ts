// The id of an event keeps its microseconds.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePlace, encodePlace } from "./audit-cursor.js";

test("[AU-01] time and number survive, to the microsecond", () => {
  const time = fc.date({ min: new Date("1971-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 999 }), fc.maxSafeInteger().map(Math.abs), (date, micros, id) => {
      const place = { at: `${date.toISOString().slice(0, 23)}${String(micros).padStart(3, "0")}Z`, id };
      expect(decodePlace(encodePlace(place))).toEqual(place);
      expect(encodePlace(place).length).toBeLessThanOrEqual(40);
    }),
  );
});

test.each(["", "-", "abc", "1-2-3", "ZZ-1", "zzzzzzzzzzz-1", "1-zzzzzzzzzzz", "1'; drop-1"])("%j is no event id", (text) => {
  expect(() => decodePlace(text)).toThrow("is not the id of an audit event");
});
