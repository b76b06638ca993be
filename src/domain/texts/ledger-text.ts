import { kindOfGroup, type GapKind } from "#domain/completeness.ts";
import { skipRules } from "#domain/outcome.ts";
import { textOf, type TextLanguage } from "./text.ts";

/** What became of a group of orders, in a word or two; of skipped ones by which rule. */
export function groupName(group: string, language: TextLanguage): string {
  const rule = skipRules.find((known) => group === `skipped~${known}`);
  return rule === undefined ? textOf(`ledger.${kindOfGroup(group)}`, language) : textOf(`ledger.${rule}`, language);
}

/** What was missing, in a sentence. */
export const gapText = (missing: GapKind, language: TextLanguage): string => textOf(`ledger.gap.${missing}`, language);
