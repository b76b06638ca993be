import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { given } from "#dashboard/parts/search-values.ts";
import { ExportButton as PartnerExportButton } from "#dashboard/screens/partner-orders/export-button.tsx";
import { PartnerOrdersLink, PartnerOrdersWaiting } from "#dashboard/screens/partner-orders/import-button.tsx";
import { ImportButton } from "#dashboard/screens/supplier-documents/import-button.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DocumentFilterBar } from "./document-filter-bar.tsx";
import {
  documentStatuses,
  purchaseBook,
  saleBook,
  type DocumentBook,
  type DocumentFilters,
} from "./document-filters.ts";
import { statusOf } from "./document-state.ts";
import { DocumentTable } from "./document-table.tsx";
import { documentsQuery } from "./documents-query.ts";
import { NewDocument } from "./new-document.tsx";

const salesRoute = getRouteApi("/a/$administration/documents");
const purchasesRoute = getRouteApi("/a/$administration/purchasing");

/** Everything that was sold on paper, and what of it is still to be paid. */
export function DocumentsScreen() {
  return <BookScreen book={saleBook} filters={salesRoute.useSearch()} />;
}

/** Everything that was asked for, ordered and received from suppliers. */
export function PurchasingScreen() {
  return <BookScreen book={purchaseBook} filters={purchasesRoute.useSearch()} />;
}

interface ListProps {
  readonly book: DocumentBook;
  readonly filters: DocumentFilters;
}

function BookScreen({ book, filters }: ListProps) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t(book.menu)}</PageTitle>
        <div className={`${panel.end} ${panel.buttons}`}>
          <ExportButton book={book} filters={filters} />
          {book.side === "purchase" && may("documents.edit") && (
            <>
              <ImportButton />
              <PartnerExportButton />
              <ButtonLink
                variant="default"
                to="/a/$administration/purchasing/baskets"
                params={{ administration: api.administrationId }}
              >
                {t("basket.fromDocument")}
              </ButtonLink>
            </>
          )}
          {book.side === "sale" && <PartnerOrdersLink />}
          {may("documents.edit") && <NewDocument book={book} />}
        </div>
      </div>
      {book.side === "sale" && <PartnerOrdersWaiting />}
      <DocumentFilterBar book={book} filters={filters} />
      {/* Another filter is another list: where it stands begins anew. */}
      <DocumentList key={JSON.stringify(filters)} book={book} filters={filters} />
    </div>
  );
}

function DocumentList({ book, filters }: ListProps) {
  const { t } = useWords();
  const query = useInfiniteQuery(documentsQuery(useApi(), filters, book.kinds));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (data === undefined) return error === null ? <Waiting rows={12} /> : <Failed error={error} retry={refetch} />;
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <StatusTabs counts={data.pages[0]?.counts ?? {}} book={book} filters={filters} />
      {rows.length === 0 ? (
        <NoDocuments book={book} filters={filters} />
      ) : (
        <DocumentTable rows={rows} book={book} filters={filters} />
      )}
      {rows.length > 0 && (
        <div className={filterClasses.end}>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("orders.more")}
            </Button>
          ) : (
            <p className="quiet small">{t("documents.end", { count: rows.length })}</p>
          )}
        </div>
      )}
    </>
  );
}

/** The same list as a file, whole. It knows kinds and days only: with another filter it would be another list. */
function ExportButton({ book, filters }: ListProps) {
  const { t } = useWords();
  const { administrationId } = useApi();
  const { kind, from, to, ...others } = filters;
  if (Object.keys(others).length > 0) return null;
  const search = new URLSearchParams({ administration: administrationId, ...given({ from, to }) });
  for (const one of kind === undefined ? book.kinds : [kind]) search.append("kind", one);
  return (
    <Button component="a" variant="default" href={`/api/documents/export?${search.toString()}`} download>
      {t("documents.exportButton")}
    </Button>
  );
}

interface TabsProps extends ListProps {
  readonly counts: Readonly<Record<string, number>>;
}

/** One tab per status that has documents, with how many the other filters leave. A zero is not drawn. */
function StatusTabs({ counts, book, filters }: TabsProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { status: chosen, ...others } = filters;
  const statuses = documentStatuses.filter((status) => status === chosen || (counts[status] ?? 0) > 0);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tabs = [
    { status: undefined, text: t("documents.all"), count: all },
    ...statuses.map((status) => ({ status, text: t(statusOf(status).text), count: counts[status] ?? 0 })),
  ];
  return (
    <nav className={filterClasses.tabs} aria-label={t("orders.state")}>
      {tabs.map(({ status, text, count }) => (
        <Link
          key={status ?? "all"}
          to={book.to}
          params={{ administration }}
          search={{ ...others, ...(status !== undefined && { status }) }}
          aria-current={status === chosen ? "true" : undefined}
          resetScroll={false}
        >
          {text} <span className={filterClasses.count}>{format.count(count)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Nothing yet is another answer than nothing with these filters. */
function NoDocuments({ book, filters }: ListProps) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const isNarrowed = Object.keys(filters).some((name) => name !== "kind");
  if (!isNarrowed)
    return <p className={panel.empty}>{t(book.side === "sale" ? "documents.emptyNew" : "purchase.emptyNew")}</p>;
  return (
    <div className={panel.empty}>
      <p>{t("documents.emptyFilter")}</p>
      <Link to={book.to} params={{ administration }} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  );
}
