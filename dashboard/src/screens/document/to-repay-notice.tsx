import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";

/** A credit note moves no money: on it and on its invoice stands who still has to get it, and where that is booked. */
export function ToRepayNotice({ document: { buyer, toRepay, currency } }: { readonly document: DocumentPage }) {
  const { t, format } = useWords();
  const may = useMay();
  const documentName = useDocumentName();
  const { id: administration } = useAdministration();
  if (toRepay === null) return null;
  const invoice = documentName({ kind: "invoice", number: toRepay.number });
  const book = may("payments.manage") && (
    <ButtonLink
      to="/a/$administration/documents/$document"
      params={{ administration, document: toRepay.documentId }}
      search={{ act: "repay" }}
      resetScroll={false}
    >
      {t("pay.repayButton")}
    </ButtonLink>
  );
  const values = { customer: buyer.name || buyer.email, amount: format.amount(toRepay.amount, currency) };
  return (
    <Notice look="act" actions={book}>
      <strong>{t("document.toRepayTo", values)}</strong>
      <span>{t("document.toRepayBody", { document: invoice })}</span>
    </Notice>
  );
}
