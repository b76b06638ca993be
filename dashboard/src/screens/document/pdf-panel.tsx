import { useMediaQuery } from "@mantine/hooks";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";
import classes from "./document.module.css";

/** The PDF as the customer gets it, beside the facts; on a phone a link. White in the dark as well: it is paper. */
export function PdfPanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useWords();
  const { id: administration } = useAdministration();
  const name = useDocumentName()(document);
  const isWide = useMediaQuery("(min-width: 1100px)", undefined, { getInitialValueInEffect: false });
  // A draft changes: its version makes another address of it.
  const search = new URLSearchParams({ administration, version: String(document.version) });
  const address = `/api/documents/${document.id}/pdf?${search.toString()}`;
  return (
    <section className={classes.pdf} aria-label={t("document.pdf")}>
      <a href={address} target="_blank" rel="noreferrer">
        {t("document.openPdf")}
      </a>
      {isWide === true && (
        <iframe key={address} src={`${address}#view=FitH&navpanes=0`} title={t("document.pdfOf", { document: name })} />
      )}
    </section>
  );
}
