import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";

/** How a document is called: "Factuur 2026-0419", "Concept factuur". */
export function useDocumentName(): (document: Pick<DocumentPage, "kind" | "number">) => string {
  const { t } = useWords();
  const kindName = useKindName();
  return ({ kind, number }) =>
    number === null
      ? t("document.draftOf", { kind: kindName(kind).toLocaleLowerCase() })
      : `${kindName(kind)} ${number}`;
}

/** Above zero, from decimal text. */
export const isAboveZero = (amount: string): boolean => /[1-9]/.test(amount) && !amount.startsWith("-");
export const isNotZero = (amount: string): boolean => /[1-9]/.test(amount);

/** A unit price in its own precision: two decimals or more. */
export function usePrice(): (price: string) => string {
  const { format } = useWords();
  return (price) => (/\.\d{2}\d*[1-9]/.test(price) ? format.decimal(price) : format.bareAmount(price));
}
