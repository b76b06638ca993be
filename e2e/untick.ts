import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Unticks what the hub keeps: the page shows it a moment after the click, for which `Locator.uncheck` does not wait. */
export async function untick(box: Locator): Promise<void> {
  expect(await box.isChecked()).toBe(true);
  await box.click();
  await expect.poll(() => box.isChecked()).toBe(false);
}
