import "#dashboard/parts/ticks.css";
import { Checkbox, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useDocumentName } from "#dashboard/screens/document/document-words.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { countingSending, type PurchaseOrder } from "./order-query.ts";
import classes from "./orders.module.css";

interface Props {
  readonly document: DocumentPage;
  readonly order: PurchaseOrder;
  readonly close: () => void;
}

/** Chooses by which login the order goes; only those that are set up for ordering at this supplier are there to choose from. */
export function SendOrderDialog({ document, order, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const name = useDocumentName()(document);
  const [roadId, setRoadId] = useState(order.roads[0]?.id ?? "");
  const [isMeant, setMeant] = useState(false);
  const sending = countingSending(order);
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/purchase-orders/{documentId}/send", {
          params: { path: { documentId: document.id } },
          body: { version: document.version, roadId, again: isMeant },
        }),
      ),
    () => {
      announce(t("purchase.onItsWay", { document: name }));
      close();
    },
  );
  const title = t("purchase.sendTitle", { document: name });
  if (order.roads.length === 0)
    return (
      <Dialog title={title} close={close}>
        <p>{t("purchase.noRoads")}</p>
        {may("documents.edit") && (
          <Link
            to="/a/$administration/settings/suppliers"
            params={{ administration: api.administrationId }}
            search={{ function: "order" }}
          >
            {t("purchase.toLogins")}
          </Link>
        )}
      </Dialog>
    );
  return (
    <ActDialog
      title={title}
      close={close}
      button={t("purchase.orderButton")}
      isBusy={act.isBusy}
      isDisabled={roadId === "" || (sending !== null && !isMeant)}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <NativeSelect
        label={t("purchase.road")}
        data-autofocus
        value={roadId}
        onChange={({ currentTarget }) => setRoadId(currentTarget.value)}
        data={order.roads.map(({ id, name: alias, system }) => ({ value: id, label: `${alias} · ${system}` }))}
      />
      <p>
        {t("purchase.sendSummary", {
          supplier: document.buyer.name,
          amount: format.amount(document.totals.taxExclusiveAmount, document.currency),
        })}
      </p>
      {sending !== null && (
        <div className={classes.warning}>
          <p>{t("po.again", { moment: format.moment(sending.sentAt ?? sending.requestedAt) })}</p>
          <Checkbox
            label={t("purchase.sendAgain")}
            checked={isMeant}
            onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
          />
        </div>
      )}
    </ActDialog>
  );
}
