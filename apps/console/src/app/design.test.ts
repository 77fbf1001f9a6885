// The colours of the design language keep their contrast in both themes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./design.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name!,
    { light: light!, dark: dark! },
  ]),
);

function luminance(hex: string): number {
  const channels = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((one) => (one <= 0.040_45 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
}

function contrast(text: string, ground: string, theme: "light" | "dark"): number {
  const [a, b] = [luminance(tokens.get(text)![theme]), luminance(tokens.get(ground)![theme])];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["canvas", "surface", "raised", "sunken", "hover", "row-selected"];
const readable = [
  ...["text", "text-muted", "accent-text"].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...grounds.map((ground) => ["text-faint", ground] as const),
  ...["good", "warn", "bad", "info"].map((state) => [state, `${state}-soft`] as const),
  ...["text", "text-muted"].map((text) => [text, "row-range"] as const),
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-hover"] as const,
  ["accent-text", "accent-soft"] as const,
  ["bad", "raised"] as const,
];
const visible = ["surface", "raised", "canvas"].flatMap((ground) =>
  ["line-control", "focus", "accent"].map((mark) => [mark, ground] as const),
);

describe("[UI-07] contrast", () => {
  for (const theme of ["light", "dark"] as const) {
    test.each(readable)(`[UI-07] %s on %s can be read (${theme})`, (text, ground) => {
      expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
    });
    test.each(visible)(`[UI-07] %s on %s can be seen (${theme})`, (mark, ground) => {
      expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3);
    });
  }
});
