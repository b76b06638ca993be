import { describe, expect, test } from "vitest";
import { dark, light, type Token } from "./tokens.ts";

const channel = (value: number): number =>
  value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast of two colours. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["canvas", "surface", "sunken"] as const;
const chips = ["done", "busy", "waiting", "act", "skipped", "changed", "quarantined", "unknown"] as const;
const charts = ["chart-1", "chart-2", "chart-3", "chart-4"] as const;

const pairs: readonly (readonly [Token | "#FFFFFF", Token, number])[] = [
  ...grounds.flatMap((ground) => [
    ...(["text", "text-2", "text-3", "accent"] as const).map((token) => [token, ground, 4.5] as const),
    ["control", ground, 3] as const,
    ["act-text", ground, 4.5] as const,
    ["waiting-text", ground, 4.5] as const,
  ]),
  ...chips.map((chip) => [`${chip}-text`, `${chip}-back`, 4.5] as const),
  ...charts.map((chart) => [chart, "surface", 4.5] as const),
  ...(["button", "button-hover", "danger", "danger-hover"] as const).map((token) => ["#FFFFFF", token, 4.5] as const),
  ["activate-text", "activate-back", 4.5],
  ["configure-text", "configure-back", 4.5],
];

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("%s", (_, tokens) => {
  test.each(pairs)("%s on %s is at least %d : 1", (front, back, least) => {
    expect(contrast(front === "#FFFFFF" ? front : tokens[front], tokens[back])).toBeGreaterThanOrEqual(least);
  });
});

test("the measure itself: black on white is 21, and grey on grey fails", () => {
  expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21);
  expect(contrast("#888888", "#999999")).toBeLessThan(4.5);
});
