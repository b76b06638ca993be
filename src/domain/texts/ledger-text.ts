import { kindOfGroup, type GapKind, type GroupKind } from "#domain/completeness.ts";
import type { Statement } from "#domain/completeness-statement.ts";
import { skipRules, type SkipRule } from "#domain/outcome.ts";
import { dayText, type TextPlace } from "./format.ts";
import { textOf, type TextLanguage } from "./text.ts";

const groups = {
  documented: "ledger.documented",
  skipped: "ledger.skipped",
  waiting: "ledger.waiting",
  held: "ledger.held",
  failed: "ledger.failed",
  unexplained: "ledger.unexplained",
} as const satisfies Readonly<Record<GroupKind, string>>;

const rules = {
  "rule.status": "ledger.rule.status",
  "rule.before": "ledger.rule.before",
  "rule.offset": "ledger.rule.offset",
  "rule.zero": "ledger.rule.zero",
  "rule.unpaid": "ledger.rule.unpaid",
  "rule.user": "ledger.rule.user",
} as const satisfies Readonly<Record<SkipRule, string>>;

const gaps = {
  neverHeard: "ledger.gap.neverHeard",
  entryLost: "ledger.gap.entryLost",
  changeMissed: "ledger.gap.changeMissed",
  goneUnnoticed: "ledger.gap.goneUnnoticed",
  refundMissed: "ledger.gap.refundMissed",
  refundGone: "ledger.gap.refundGone",
} as const satisfies Readonly<Record<GapKind, string>>;

/** What became of a group of orders, in a word or two; of skipped ones by which rule. */
export function groupName(group: string, language: TextLanguage): string {
  const rule = skipRules.find((known) => group === `skipped~${known}`);
  return textOf(rule === undefined ? groups[kindOfGroup(group)] : rules[rule], language);
}

/** What was missing, in a sentence. */
export const gapText = (missing: GapKind, language: TextLanguage): string => textOf(gaps[missing], language);

/** A whole month by its name, other days by the first and the last. */
function periodText({ from, to }: Pick<Statement, "from" | "to">, place: TextPlace): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const isMonth = first.day === 1 && first.with({ day: first.daysInMonth }).equals(last);
  return isMonth
    ? first.toLocaleString(place.language, { month: "long", year: "numeric" })
    : `${dayText(from, place)} – ${dayText(to, place)}`;
}

/** Is everything accounted for? In one sentence; what is not known is never a yes. */
export function statementVerdict(
  statement: Pick<Statement, "known" | "from" | "to">,
  place: TextPlace & { readonly language: TextLanguage; readonly shop: string },
): string {
  const { language, shop } = place;
  const period = periodText(statement, place);
  const { known } = statement;
  if (known === null) return textOf("ledger.report.unknown", language, { shop, period });
  if (known.unexplained > 0) return textOf("ledger.report.notOk", language, { count: known.unexplained, period });
  const { count } = known.figures.inShop;
  return count === 0
    ? textOf("ledger.report.none", language, { period })
    : textOf("ledger.report.ok", language, { count, period });
}
