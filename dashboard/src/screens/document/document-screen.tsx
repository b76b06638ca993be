import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { bookOf, readFilters, saleBook, type DocumentFilters } from "#dashboard/screens/documents/document-filters.ts";
import type { DocumentSearch } from "#dashboard/screens/documents/routes.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DocumentActions } from "./document-actions.tsx";
import { DocumentHead } from "./document-head.tsx";
import { documentQuery, type DocumentPage } from "./document-query.ts";
import { FactsPanel } from "./facts-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { PartnerPanel } from "#dashboard/screens/partner-orders/partner-panel.tsx";
import { EarlierRuns } from "#dashboard/screens/price-runs/earlier-runs.tsx";
import { OrderPanel } from "#dashboard/screens/purchase-orders/order-panel.tsx";
import { LinesPanel } from "./lines-panel.tsx";
import { MailsPanel } from "./mails-panel.tsx";
import { Neighbours } from "./neighbours.tsx";
import { NotePanel } from "./note-panel.tsx";
import { PaymentPanel } from "./payment-panel.tsx";
import { PdfPanel } from "./pdf-panel.tsx";
import { ToRepayNotice } from "./to-repay-notice.tsx";
import classes from "./document.module.css";

const route = getRouteApi("/a/$administration/documents/$document");

/** One document: what it says, what happened to it, and what may be done with it now. */
export function DocumentScreen() {
  const { t } = useWords();
  const api = useApi();
  const { administration, document: id } = route.useParams();
  const search = route.useSearch();
  const filters = readFilters({ ...search });
  const query = useQuery(documentQuery(api, id));
  const kind = query.data?.kind;
  const book = kind === undefined ? saleBook : bookOf(kind);
  return (
    <div className={panel.page}>
      <nav className={classes.top} aria-label={t(book.menu)}>
        <Link to={book.to} params={{ administration }} search={filters} aria-keyshortcuts="Escape">
          ‹ {t(book.menu)}
        </Link>
        {kind !== undefined && <Neighbours id={id} book={book} filters={filters} />}
      </nav>
      {query.data === undefined && <PageTitle>{t("documents.document")}</PageTitle>}
      <Loaded query={query} rows={12}>
        {(document) => <Whole key={document.id} document={document} act={search.act} filters={filters} />}
      </Loaded>
    </div>
  );
}

interface WholeProps {
  readonly document: DocumentPage;
  /** What one came here for. */
  readonly act: DocumentSearch["act"] | undefined;
  readonly filters: DocumentFilters;
}

function Whole({ document, act, filters }: WholeProps) {
  const may = useMay();
  const isPaid = document.paymentState !== null || document.status === "issued";
  const hasPayments = isPaid && ["invoice", "paymentRequest", "tillReceipt"].includes(document.kind);
  return (
    <>
      <DocumentHead document={document} />
      <ToRepayNotice document={document} />
      <DocumentActions document={document} isSending={act === "send"} filters={filters} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {document.kind === "purchaseOrder" && document.status !== "draft" && <OrderPanel document={document} />}
          {document.kind === "purchaseOrder" && document.status !== "draft" && (
            <PartnerPanel documentId={document.id} side="buyer" />
          )}
          {document.kind === "orderSlip" && <PartnerPanel documentId={document.id} side="seller" />}
          {document.kind === "purchaseOrder" && <EarlierRuns of={{ documentId: document.id }} />}
          <FactsPanel document={document} />
          <LinesPanel document={document} />
          {hasPayments && may("payments.read") && (
            <PaymentPanel document={document} isRepaying={act === "repay"} filters={filters} />
          )}
          <MailsPanel document={document} />
          <NotePanel document={document} />
          <HistoryPanel document={document} />
        </div>
        <PdfPanel document={document} />
      </div>
    </>
  );
}
