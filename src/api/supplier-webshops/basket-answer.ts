import { z } from "zod";
import { asHubError, type ErrorCode } from "#domain/error.ts";
import { textNow, textOf, type TextLanguage } from "#domain/texts/text.ts";
import { BasketPageShape } from "./basket-page.ts";

/** What came of asking a supplier: never nothing (requirement A4.7). */
export const outcomes = [
  "loaded",
  "empty",
  "refused",
  "notOffered",
  "unreachable",
  "unreadable",
  "unknownItem",
  "emptied",
  "changed",
  "mayReturn",
] as const;
export type BasketOutcome = (typeof outcomes)[number];

export const BasketAnswerShape = z
  .object({
    outcome: z.enum(outcomes),
    title: z.string(),
    body: z.string(),
    basket: BasketPageShape.nullable().meta({ description: "What is staged now; null when nothing is" }),
  })
  .meta({ id: "SupplierBasketAnswer" });

interface Names {
  readonly supplier: string;
  readonly login: string;
}

/** Title and body of an outcome, in the words of glossary 5.7. */
export function saidOf(
  outcome: BasketOutcome,
  { supplier, login }: Names,
  language: TextLanguage,
  more: { readonly count?: number; readonly text?: string } = {},
): { readonly outcome: BasketOutcome; readonly title: string; readonly body: string } {
  const { count = 0, text = "" } = more;
  switch (outcome) {
    case "loaded":
      return {
        outcome,
        title: textOf("basket.loaded.title", language, { count }),
        body: textOf("basket.loaded.body", language),
      };
    case "empty":
      return {
        outcome,
        title: textOf("basket.empty.title", language, { supplier }),
        body: textOf("basket.empty.body", language, { login }),
      };
    case "refused":
      return {
        outcome,
        title: textOf("basket.refused.title", language, { supplier, login }),
        body: textOf("basket.refused.body", language),
      };
    case "notOffered":
      return {
        outcome,
        title: textOf("basket.noFunction.title", language, { supplier }),
        body: textOf("basket.noFunction.body", language, { supplier }),
      };
    case "unreachable":
      return {
        outcome,
        title: textOf("basket.unreachable.title", language, { supplier }),
        body: textOf("basket.unreachable.body", language),
      };
    case "unreadable":
      return {
        outcome,
        title: textOf("basket.unreadable.title", language, { supplier }),
        body: textOf("basket.unreadable.body", language),
      };
    case "unknownItem":
      return {
        outcome,
        title: textOf("basket.unknownItem.title", language, { supplier }),
        body: textOf("basket.unknownItem.body", language, { supplier, text }),
      };
    case "emptied":
      return {
        outcome,
        title: textOf("basket.emptied.title", language, { supplier }),
        body: textOf("basket.emptied.body", language),
      };
    case "changed":
      return {
        outcome,
        title: textOf("basket.changed.title", language),
        body: textOf("basket.changed.body", language, { supplier }),
      };
    case "mayReturn":
      return {
        outcome,
        title: textOf("basket.mayReturn.title", language),
        body: textOf("basket.mayReturn.body", language),
      };
  }
}

const outcomeOf: Readonly<Partial<Record<ErrorCode, BasketOutcome>>> = {
  "credentials.expired": "refused",
  "credentials.insufficient": "notOffered",
  "capability.missing": "notOffered",
  "remote.unavailable": "unreachable",
  "remote.rate_limited": "unreachable",
  "remote.outcome_unknown": "unreachable",
  "remote.conflict": "unreachable",
  "remote.protocol_changed": "unreadable",
  "document.rejected": "unknownItem",
};

/** What a failure means to whoever asked for a basket. What is no answer of the supplier is thrown on. */
export function failureSaid(
  thrown: unknown,
  names: Names,
  language: TextLanguage,
): { readonly outcome: BasketOutcome; readonly title: string; readonly body: string } {
  const { code, message, details } = asHubError(thrown);
  const outcome = outcomeOf[code];
  if (outcome === undefined) throw thrown;
  const text = (details["says"] === undefined ? message : textNow(details["says"], language)).replace(/\.$/, "");
  return saidOf(outcome, names, language, { text });
}
