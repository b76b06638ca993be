import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { OfPartners } from "#dashboard/screens/partners/of-partners.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ImportButton } from "./import-button.tsx";
import { partnerOrdersQuery } from "./order-queries.ts";
import { lookOf, saidStateOf, taskOf, type PartnerOrderRow } from "./order-state.ts";
import classes from "./partner-orders.module.css";

const route = getRouteApi("/a/$administration/partners/orders");

/** Orders of partners, and ours at partners: which of them waits for somebody here. */
export function PartnerOrdersScreen() {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const filters = route.useSearch();
  const query = useQuery(partnerOrdersQuery(api, filters));
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/partners" params={{ administration }} aria-keyshortcuts="Escape">
          ‹ {t("partners.title")}
        </Link>
      </nav>
      <div className={panel.head}>
        <PageTitle>{t("partnerOrders.title")}</PageTitle>
        <div className={`${panel.end} ${panel.buttons}`}>
          <ImportButton />
        </div>
      </div>
      <nav className={filterClasses.tabs} aria-label={t("partnerOrders.title")}>
        {([undefined, "buyer"] as const).map((side) => (
          <Link
            key={side ?? "seller"}
            to="/a/$administration/partners/orders"
            params={{ administration }}
            search={side === undefined ? {} : { side }}
            aria-current={side === filters.side ? "page" : undefined}
            resetScroll={false}
          >
            {t(side === undefined ? "partnerOrders.received" : "partnerOrders.sent")}
          </Link>
        ))}
      </nav>
      <OfPartners query={query} rows={8}>
        {({ items }) =>
          items.length > 0 ? (
            <Orders key={filters.side ?? "seller"} rows={items} />
          ) : (
            <p className={panel.empty}>
              {t(filters.side === undefined ? "partnerOrders.noneReceived" : "partnerOrders.noneSent")}
            </p>
          )
        }
      </OfPartners>
    </div>
  );
}

function Orders({ rows }: { readonly rows: readonly PartnerOrderRow[] }) {
  const { t } = useWords();
  return (
    <RowTable
      className={classes.orders}
      caption={t("partnerOrders.caption")}
      columns={[
        t("connections.state"),
        t("partnerOrders.number"),
        t("partners.partner"),
        t("partnerOrders.requested"),
        t("partnerOrders.value"),
        t("connections.toDo"),
      ]}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row && <Row row={row} index={index} />;
      }}
    />
  );
}

function Row({ row, index }: { readonly row: PartnerOrderRow; readonly index: number }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, orderNumber, partner, requested, net, currency } = row;
  const task = taskOf(row);
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.state}>
        <StateChip look={lookOf(row)}>{t(`partnerOrders.state.${saidStateOf(row)}`)}</StateChip>
      </td>
      <td className={classes.number}>
        <Link to="/a/$administration/partners/orders/$order" params={{ administration, order: id }} data-row={index}>
          {orderNumber}
        </Link>
      </td>
      <td>{partner}</td>
      <td className={classes.day}>{requested !== null && format.day(requested)}</td>
      <td className={classes.value}>{net !== null && format.amount(net, currency)}</td>
      <td className={classes.task}>{task !== null && t(`partnerOrders.task.${task}`)}</td>
    </tr>
  );
}
