import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { useChosenInView } from "#dashboard/parts/chosen-tab.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { ReplayButton } from "#dashboard/screens/couplings/replay-button.tsx";
import type { OrderFilters } from "#dashboard/screens/orders/order-filters.ts";
import { numberOf, paymentTexts, stateOf, type Order } from "#dashboard/screens/orders/order-state.ts";
import { tabOf } from "#dashboard/screens/orders/routes.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AmountsPanel } from "./amounts-panel.tsx";
import { CustomerPanel } from "./customer-panel.tsx";
import { DocumentsPanel } from "./documents-panel.tsx";
import { MessagesPanel } from "./messages-panel.tsx";
import { Neighbours } from "./neighbours.tsx";
import { OrderActions } from "./order-actions.tsx";
import { orderQuery, type OrderPage } from "./order-query.ts";
import { StoryPanel } from "./story-panel.tsx";
import classes from "./order.module.css";
import { There } from "./there.tsx";

const route = getRouteApi("/a/$administration/orders/$connection/$order/{-$tab}");

/** The row of the list one came from: the head of the page is there at once, the panels follow. */
function useListRow(api: Api, connection: string, order: string): Order | undefined {
  const lists = useQueryClient().getQueriesData<{ pages: { items: Order[] }[] }>({ queryKey: api.key("orders") });
  return lists
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((row) => row.connectionId === connection && row.orderId === order);
}

/** One order: what became of it, why, and the proof. */
export function OrderScreen() {
  const { t } = useWords();
  const api = useApi();
  const params = route.useParams();
  const { administration, connection, order: orderId } = params;
  const filters = route.useSearch();
  const tab = tabOf(params.tab);
  const row = useListRow(api, connection, orderId);
  const query = useQuery(orderQuery(api, { connection, order: orderId }, filters));
  const order = query.data?.order ?? row;
  return (
    <div className={panel.page}>
      <nav className={`${classes.top} not-printed`} aria-label={t("orders.title")}>
        <Link to="/a/$administration/orders" params={{ administration }} search={filters} aria-keyshortcuts="Escape">
          ‹ {t("orders.title")}
        </Link>
        <Neighbours previous={query.data?.previous ?? null} next={query.data?.next ?? null} filters={filters} />
      </nav>
      {order !== undefined && <Head order={order} outside={query.data?.outsideDocuments ?? null} />}
      {order === undefined && <PageTitle>{t("orders.title")}</PageTitle>}
      {order !== undefined && <Tabs {...{ administration, connection, filters, tab }} order={orderId} />}
      <Loaded query={query} rows={10}>
        {(page) => <Parts page={page} tab={tab} place={{ connection, order: orderId }} />}
      </Loaded>
    </div>
  );
}

/** What is held, failed or changed has its own ways on; the others can be processed again, after a look at what that gives. */
const isReplayed = ({ outcome, reason, changedAfterIssueAt }: Order): boolean =>
  (outcome === "documented" && changedAfterIssueAt === null) || (outcome === "skipped" && reason?.code !== "rule.user");

interface HeadProps {
  readonly order: Order;
  /** Null while it is not known where they are seen. */
  readonly outside: OrderPage["outsideDocuments"] | null;
}

function Head({ order, outside }: HeadProps) {
  const { t, format } = useWords();
  const { look, text } = stateOf(order);
  const number = numberOf(order);
  const { connectionName, placedAt, heardAt, payment, documents } = order;
  const { id: administration } = useAdministration();
  const numbered = documents.filter((document) => document.number !== null);
  const noDocument =
    documents.length > 0 ? "order.draft" : order.outcome === "skipped" ? "order.none" : "order.noDocument";
  const urlOf = (id: string): string | null => outside?.find((one) => one.id === id)?.url ?? null;
  return (
    <header className={classes.head}>
      <PageTitle title={t("order.title", { number })}>{t("order.title", { number })}</PageTitle>
      <span className="quiet">
        {connectionName} · {format.moment(placedAt ?? heardAt)}
      </span>
      {isReplayed(order) && (
        <div className={`${classes.replay} not-printed`}>
          <ReplayButton connectionId={order.connectionId} orderIds={[order.orderId]} />
        </div>
      )}
      <div className={classes.states}>
        <StateChip look={look}>{t(text)}</StateChip>
        {numbered.length === 0 ? (
          <span className="quiet">{t("order.documentState", { state: t(noDocument) })}</span>
        ) : (
          <span className={classes.made}>
            <span className="quiet">{t("order.documentState", { state: "" })}</span>
            {numbered.map(({ id, number: of, system }) =>
              system === null ? (
                <Link key={id} to="/a/$administration/documents/$document" params={{ administration, document: id }}>
                  {of}
                </Link>
              ) : (
                <There key={id} text={t("order.outsideDocument", { document: of ?? "", system })} url={urlOf(id)} />
              ),
            )}
          </span>
        )}
        {payment !== null && (
          <span className="quiet">{t("order.paymentState", { state: t(paymentTexts[payment]) })}</span>
        )}
      </div>
    </header>
  );
}

interface TabsProps {
  readonly administration: string;
  readonly connection: string;
  readonly order: string;
  readonly filters: OrderFilters;
  readonly tab: ReturnType<typeof tabOf>;
}

function Tabs({ administration, connection, order, filters, tab }: TabsProps) {
  const row = useRef<HTMLElement>(null);
  useChosenInView(row, tab);
  const { t } = useWords();
  return (
    <nav ref={row} className={`${classes.tabs} not-printed`} aria-label={t("order.tabs")}>
      {(["story", "messages", "documents"] as const).map((one) => (
        <Link
          key={one}
          to="/a/$administration/orders/$connection/$order/{-$tab}"
          params={{ administration, connection, order, tab: one === "story" ? undefined : one }}
          search={filters}
          replace
          activeOptions={{ exact: true }}
          aria-current={one === tab ? "true" : undefined}
          resetScroll={false}
        >
          {t(`order.tab.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

interface PartsProps {
  readonly page: OrderPage;
  readonly tab: ReturnType<typeof tabOf>;
  readonly place: { readonly connection: string; readonly order: string };
}

function Parts({ page, tab, place }: PartsProps) {
  if (tab === "messages") return <MessagesPanel place={place} />;
  if (tab === "documents") return <DocumentsPanel page={page} isWide />;
  return (
    <>
      <OrderActions page={page} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <AmountsPanel page={page} />
          <StoryPanel story={page.story} />
        </div>
        <div className={classes.column}>
          <CustomerPanel page={page} />
          <DocumentsPanel page={page} />
        </div>
      </div>
    </>
  );
}
