import { z } from "zod";
import { asHubError, type ErrorCode } from "#domain/error.ts";
import type { SupplierDocumentKind } from "#domain/supplier/supplier-document.ts";
import { textNow, textOf, type TextLanguage } from "#domain/texts/text.ts";
import { BasketPageShape } from "#api/supplier-webshops/basket-page.ts";

/** What came of asking for a document by its number: never nothing. */
export const fetchOutcomes = [
  "loaded",
  "empty",
  "notFound",
  "useOrderNumber",
  "refused",
  "notOffered",
  "unreachable",
  "unreadable",
  "rejected",
] as const;
export type FetchOutcome = (typeof fetchOutcomes)[number];

export const FetchAnswerShape = z
  .object({
    outcome: z.enum(fetchOutcomes).meta({
      description: "useOrderNumber: the supplier gives no delivery notes by their number; rejected: it says why itself",
    }),
    title: z.string(),
    body: z.string(),
    basket: BasketPageShape.nullable().meta({ description: "Its lines as they are staged now; null when nothing is" }),
  })
  .meta({ id: "SupplierDocumentAnswer" });

/** Whom was asked for what. */
export interface Asked {
  readonly supplier: string;
  readonly login: string;
  readonly kind: SupplierDocumentKind;
  readonly number: string;
  /** Empty where a login has none. */
  readonly customerNumber: string;
  /** It was looked for in what came as files, and nowhere else. */
  readonly isByUpload: boolean;
}

interface Said {
  readonly outcome: FetchOutcome;
  readonly title: string;
  readonly body: string;
}

/** Title and body of an outcome. */
export function saidOf(
  outcome: FetchOutcome,
  asked: Asked,
  language: TextLanguage,
  more: { readonly count?: number; readonly text?: string } = {},
): Said {
  const { supplier, login, number, customerNumber, kind, isByUpload } = asked;
  const { count = 0, text = "" } = more;
  switch (outcome) {
    case "loaded":
      return {
        outcome,
        title: textOf("basket.loaded.title", language, { count }),
        body: textOf("basket.loaded.body", language),
      };
    case "empty":
      return kind === "order"
        ? {
            outcome,
            title: textOf("supplierdoc.empty.title", language, { number }),
            body: textOf("supplierdoc.empty.body", language),
          }
        : {
            outcome,
            title: textOf("supplierdoc.nothingDelivered.title", language, { number }),
            body: textOf("supplierdoc.nothingDelivered.body", language, { supplier }),
          };
    case "notFound":
      return {
        outcome,
        title: textOf("supplierdoc.notFound.title", language, { number }),
        body: isByUpload
          ? textOf("supplierdoc.notUploaded.body", language, { supplier, number })
          : customerNumber === ""
            ? textOf("supplierdoc.notFound.body", language, { supplier, number })
            : textOf("import.notFound", language, { supplier, number, customerNumber }),
      };
    case "useOrderNumber":
      return {
        outcome,
        title: textOf("supplierdoc.useOrder.title", language, { supplier }),
        body: textOf("supplierdoc.useOrder.body", language),
      };
    case "refused":
      return {
        outcome,
        title: textOf("basket.refused.title", language, { supplier, login }),
        body: textOf("supplierdoc.refused.body", language),
      };
    case "notOffered":
      return {
        outcome,
        title: textOf("supplierdoc.noFunction.title", language, { supplier }),
        body: textOf("supplierdoc.noFunction.body", language, { supplier }),
      };
    case "unreachable":
      return {
        outcome,
        title: textOf("basket.unreachable.title", language, { supplier }),
        body: textOf("supplierdoc.unreachable.body", language),
      };
    case "unreadable":
      return {
        outcome,
        title: textOf("basket.unreadable.title", language, { supplier }),
        body: textOf("supplierdoc.unreadable.body", language),
      };
    case "rejected":
      return {
        outcome,
        title: textOf("supplierdoc.rejected.title", language, { supplier, number }),
        body: textOf("supplierdoc.rejected.body", language, { supplier, text }),
      };
  }
}

const outcomeOf: Readonly<Partial<Record<ErrorCode, FetchOutcome>>> = {
  "credentials.expired": "refused",
  "credentials.insufficient": "notOffered",
  "capability.missing": "notOffered",
  "remote.unavailable": "unreachable",
  "remote.rate_limited": "unreachable",
  "remote.outcome_unknown": "unreachable",
  "remote.conflict": "unreachable",
  "remote.protocol_changed": "unreadable",
  "document.rejected": "rejected",
};

/** What a failure means to whoever asked. What is no answer of the supplier is thrown on. */
export function failureSaid(thrown: unknown, asked: Asked, language: TextLanguage): Said {
  const { code, message, details } = asHubError(thrown);
  const outcome = outcomeOf[code];
  if (outcome === undefined) throw thrown;
  // The connector has the function, and not for this kind.
  if (code === "capability.missing" && asked.kind === "deliveryNote") return saidOf("useOrderNumber", asked, language);
  const text = (details["says"] === undefined ? message : textNow(details["says"], language)).replace(/\.$/, "");
  return saidOf(outcome, asked, language, { text });
}
