import { z } from "zod";
import type { TextLanguage } from "#domain/texts/text.ts";
import type { StagedReason } from "#store/price-import-rows.ts";
import { RequestRefused } from "#api/problem.ts";
import { reasonText } from "./price-import-shapes.ts";

export const Confirmed = z
  .boolean()
  .default(false)
  .meta({ description: "A price that looks like a mistake in its unit is right: the refusal said why it was asked" });

/** Refuses with everything a person should look at, once: sent again with `confirmed` it is kept. */
export function askOnce(
  reasons: readonly StagedReason[],
  { confirmed, language }: { readonly confirmed: boolean; readonly language: TextLanguage },
): void {
  if (confirmed || reasons.length === 0) return;
  const messages = reasons.map((reason) => reasonText(reason, { fields: {} }, language));
  throw new RequestRefused(
    "request.conflict",
    messages.join(". "),
    messages.map((message) => ({ field: "confirmed", message })),
  );
}
