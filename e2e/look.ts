/** What can be seen to be wrong with a page, without knowing what it is about. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { RunOptions } from "axe-core";
import { allKeys } from "./words.ts";

interface Rules {
  /** Only these rules; left out: all. */
  readonly only?: readonly string[];
  readonly without?: readonly string[];
}

/**
 * Rules axe finds broken, each with the first element that breaks it. A PDF in a frame is the browser's own page; what lies behind an open
 * dialog is out of reach, and looked at as a screen of its own.
 */
export async function axeFaults(page: Page, { only, without = [] }: Rules = {}): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode().exclude("iframe");
  if ((await page.locator("dialog[open]").count()) > 0) builder.include("dialog[open]");
  // Large text may have less contrast for axe; here everything is read.
  const contrast = { contrastRatio: { normal: { expected: 4.5 }, large: { expected: 4.5 } } };
  const checks = { "color-contrast": { options: contrast } };
  const runOnly = only === undefined ? {} : { runOnly: { type: "rule", values: [...only] } };
  // Twice as quick: nothing is fetched for it, and what is well is not written out. Its types know nothing of `checks`.
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const options = { ...runOnly, rules, checks, preload: false, resultTypes: ["violations"] };
  builder.options(options as RunOptions);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => {
    const [node] = nodes;
    const data = node?.any[0]?.message ?? node?.all[0]?.message ?? node?.none[0]?.message ?? "";
    return `axe ${id} (${nodes.length} ×): ${String(node?.target[0])} ${data}`;
  });
}

/** Overflow, clipped words and keys without a text, as sentences. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate((keys) => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      found.push(`overflow: the page is ${document.documentElement.scrollWidth} wide in ${width}`);

    const scrollsInside = (element: Element | null): boolean => {
      for (let one = element; one !== null && one !== document.body; one = one.parentElement) {
        if (getComputedStyle(one).overflowX !== "visible") return true;
      }
      return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
      if (!isSeen(element)) continue;
      const { right, left, width: own } = element.getBoundingClientRect();
      // What is read aloud only is a point on the page.
      if (own > 1 && (right > width + 1 || left < -1) && !scrollsInside(element))
        found.push(`overflow: ${name(element)} ends at ${Math.round(right)} of ${width}`);
    }
    for (const button of document.querySelectorAll("button, a[class*=Button], [role=button], [role=tab], label")) {
      for (const part of [button, ...button.querySelectorAll("*")]) {
        if (part.textContent === "") continue;
        const { overflowX } = getComputedStyle(part);
        const isClipped = overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
        if (isClipped && part.clientWidth > 1 && isSeen(part)) found.push(`clipped: ${name(part)}`);
      }
    }
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const known = new Set(keys);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const text = (node.textContent ?? "").trim();
      // Codes of the hub look like keys and stand in elements of their own.
      if (node.parentElement?.closest(".code, code, script, style, textarea")) continue;
      if (known.has(text) || text.includes("{{") || /^[a-z]\w*(\.[a-z]\w*)+$/.test(text))
        found.push(`raw key: ${text}`);
    }
    return [...new Set(found)].slice(0, 8);
  }, allKeys);
}
