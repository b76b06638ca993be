import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { use, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { BookList } from "#dashboard/parts/book-list.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { PlaceContext, useWords } from "#dashboard/words/use-texts.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { CashBook } from "./cash-book.tsx";
import { PaymentFilterBar } from "./payment-filter-bar.tsx";
import { paymentViews, type PaymentFilters } from "./payment-filters.ts";
import { PaymentTable } from "./payment-table.tsx";
import { paymentsQuery, type Payment } from "./payments-query.ts";
import { Unassigned } from "./unassigned.tsx";

const route = getRouteApi("/a/$administration/payments");

/** What came in and went out, and first of all what is for no document yet. */
export function PaymentsScreen() {
  const { t } = useWords();
  const filters = route.useSearch();
  const [assigned, setAssigned] = useState<Payment | null>(null);
  return (
    <div className={panel.page}>
      <PageTitle>{t("menu.payments")}</PageTitle>
      {filters.show === undefined && <Unassigned assign={setAssigned} />}
      <PaymentFilterBar filters={filters} />
      <Views filters={filters} />
      {filters.show === "cashBook" ? (
        <CashBook period={{ from: filters.from, to: filters.to }} />
      ) : (
        <PaymentList key={JSON.stringify(filters)} filters={filters} assign={setAssigned} />
      )}
      {assigned !== null && <AssignDialog key={assigned.id} payment={assigned} close={() => setAssigned(null)} />}
    </div>
  );
}

interface FilterProps {
  readonly filters: PaymentFilters;
}

function Views({ filters: { show: chosen, ...others } }: FilterProps) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <nav className={filterClasses.tabs} aria-label={t("payments.views")}>
      {[undefined, ...paymentViews].map((show) => (
        <Link
          key={show ?? "all"}
          to="/a/$administration/payments"
          params={{ administration }}
          search={{ ...others, ...(show !== undefined && { show }) }}
          aria-current={show === chosen ? "true" : undefined}
          resetScroll={false}
        >
          {show === undefined ? t("documents.all") : t(`payments.view.${show}`)}
        </Link>
      ))}
    </nav>
  );
}

interface ListProps extends FilterProps {
  readonly assign: (payment: Payment) => void;
}

function PaymentList({ filters, assign }: ListProps) {
  const { t } = useWords();
  const { timeZone } = use(PlaceContext);
  const { administrationId: administration } = useApi();
  const query = useInfiniteQuery(paymentsQuery(useApi(), filters, timeZone));
  const isNarrowed = Object.keys(filters).length > 0;
  const empty = isNarrowed ? (
    <div className={panel.empty}>
      <p>{t(filters.show === "unassigned" ? "payments.noneUnassigned" : "payments.emptyFilter")}</p>
      <Link to="/a/$administration/payments" params={{ administration }} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  ) : (
    <p className={panel.empty}>{t("payments.emptyNew")}</p>
  );
  return (
    <BookList query={query} empty={empty} end={(count) => t("payments.end", { count })}>
      {(rows) => <PaymentTable rows={rows} assign={assign} />}
    </BookList>
  );
}
