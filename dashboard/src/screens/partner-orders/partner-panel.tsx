import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DifferenceList } from "./difference-list.tsx";
import { LookNotice, OrderFacts } from "./order-facts.tsx";
import { orderOfDocumentQuery, partnerOrderQuery, usePartnersOn } from "./order-queries.ts";
import { lookOf, saidStateOf, type PartnerOrder } from "./order-state.ts";
import { SentActDialog, type SentAct } from "./sent-act-dialog.tsx";

interface Props {
  readonly documentId: string;
  readonly side: "buyer" | "seller";
}

/** On a document that went to a trading partner, or came from one: how it stands there. Nothing on all others. */
export function PartnerPanel({ documentId, side }: Props) {
  const { t } = useWords();
  const api = useApi();
  const isOn = usePartnersOn();
  const { data } = useQuery({ ...orderOfDocumentQuery(api, documentId, side), enabled: isOn });
  const [row] = data?.items ?? [];
  const query = useQuery({ ...partnerOrderQuery(api, row?.id ?? ""), enabled: row !== undefined });
  if (row === undefined) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("partnerOrders.atPartner")}</h2>
      <Loaded query={query} rows={3}>
        {(order) => <Standing documentId={documentId} order={order} />}
      </Loaded>
    </section>
  );
}

function Standing({ documentId, order }: { readonly documentId: string; readonly order: PartnerOrder }) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const [act, setAct] = useState<SentAct | null>(null);
  const { id, state, sent, pending, partner } = order;
  const isThere = state === "sent" || state === "accepted" || state === "changed";
  const difference = sent?.difference ?? null;
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <StateChip look={lookOf(order)}>{t(`partnerOrders.state.${saidStateOf(order)}`)}</StateChip>
        <Link to="/a/$administration/partners/orders/$order" params={{ administration, order: id }}>
          {t("partnerOrders.perLine")}
        </Link>
      </div>
      <LookNotice order={order} />
      {sent?.isChangedSinceSent === true && (
        <Notice look="act">
          <p>{t("drift.purchase", { supplier: partner })}</p>
          {difference !== null && <DifferenceList difference={difference} />}
          {!sent.tellsChanges && <p>{t("partnerOrders.tellYourself", { partner })}</p>}
        </Notice>
      )}
      {pending !== null && (
        <Notice look="waiting">
          <p>{t(pending.kind === "change" ? "partnerOrders.waitsChange" : "partnerOrders.waitsCancel", { partner })}</p>
        </Notice>
      )}
      <OrderFacts order={order} isOnDocument />
      {sent !== null && may("documents.send") && isThere && pending === null && (
        <div className={panel.buttons}>
          {sent.isChangedSinceSent && sent.tellsChanges && (
            <Button onClick={() => setAct("change")}>{t("partnerOrders.tellButton.change")}</Button>
          )}
          {sent.mayRecall ? (
            <Button variant="default" onClick={() => setAct("recall")}>
              {t("partnerOrders.tellButton.recall")}
            </Button>
          ) : (
            sent.tellsCancellation && (
              <Button variant="default" onClick={() => setAct("cancel")}>
                {t("partnerOrders.tellButton.cancel")}
              </Button>
            )
          )}
        </div>
      )}
      {sent !== null && order.problem !== null && may("documents.send") && (
        <>
          <p>{order.problem.message}</p>
          <div className={panel.buttons}>
            <Button variant="default" onClick={() => setAct("again")}>
              {t("partnerOrders.tellButton.again")}
            </Button>
          </div>
        </>
      )}
      {act !== null && <SentActDialog documentId={documentId} order={order} act={act} close={() => setAct(null)} />}
    </div>
  );
}
