import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { OfPartners } from "#dashboard/screens/partners/of-partners.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AnswerForm } from "./answer-form.tsx";
import { LookNotice, OrderFacts } from "./order-facts.tsx";
import { OrderLines } from "./order-lines.tsx";
import { partnerOrderQuery } from "./order-queries.ts";
import { lookOf, saidStateOf, taskOf, type OrderLine, type PartnerOrder } from "./order-state.ts";
import { PendingPanel } from "./pending-panel.tsx";
import { RefuseOrderDialog } from "./refuse-order-dialog.tsx";
import { TeachDialog } from "./teach-dialog.tsx";

const route = getRouteApi("/a/$administration/partners/orders/$order");

/** One order over a connection: what was asked, what we make of it, and what was answered. */
export function PartnerOrderScreen() {
  const { t } = useWords();
  const { administration, order: id } = route.useParams();
  const query = useQuery(partnerOrderQuery(useApi(), id));
  const isGone = refusalOf(query.error)?.status === 404;
  return (
    <div className={panel.page}>
      <nav>
        <Link
          to="/a/$administration/partners/orders"
          params={{ administration }}
          search={query.data?.side === "buyer" ? { side: "buyer" } : {}}
          aria-keyshortcuts="Escape"
        >
          ‹ {t("partnerOrders.title")}
        </Link>
      </nav>
      {query.data === undefined && <PageTitle>{t("partnerOrders.order")}</PageTitle>}
      {isGone ? (
        <p className={panel.empty}>{t("partnerOrders.gone")}</p>
      ) : (
        <OfPartners query={query} rows={10}>
          {(order) => <Whole key={order.id} order={order} />}
        </OfPartners>
      )}
    </div>
  );
}

function Whole({ order }: { readonly order: PartnerOrder }) {
  const { t } = useWords();
  const may = useMay();
  const [teaching, setTeaching] = useState<OrderLine | null>(null);
  const [isRefusing, setRefusing] = useState(false);
  const { orderNumber, partner, state, side, problem, pending } = order;
  const task = taskOf(order);
  const edits = may("documents.edit");
  return (
    <>
      <div className={panel.head}>
        <PageTitle>{t("partnerOrders.numbered", { number: orderNumber })}</PageTitle>
        <StateChip look={lookOf(order)}>{t(`partnerOrders.state.${saidStateOf(order)}`)}</StateChip>
        <span className="quiet">{partner}</span>
      </div>
      <LookNotice order={order} />
      {problem !== null && (
        <Notice
          look="act"
          actions={
            side === "seller" &&
            state === "held" &&
            edits && (
              <Button variant="default" onClick={() => setRefusing(true)}>
                {t("partnerOrders.refuseButton")}
              </Button>
            )
          }
        >
          <p>{problem.message}</p>
        </Notice>
      )}
      {pending !== null && <PendingPanel order={order} pending={pending} />}
      <section className={panel.panel}>
        <h2>{t("partnerOrders.facts")}</h2>
        <OrderFacts order={order} />
      </section>
      <OrderLines order={order} teach={setTeaching} />
      {task === "answer" && edits && <AnswerForm key={order.version} order={order} refuse={() => setRefusing(true)} />}
      {teaching !== null && <TeachDialog order={order} line={teaching} close={() => setTeaching(null)} />}
      {isRefusing && <RefuseOrderDialog order={order} close={() => setRefusing(false)} />}
    </>
  );
}
