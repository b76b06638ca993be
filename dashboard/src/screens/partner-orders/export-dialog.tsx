import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import purchaseClasses from "#dashboard/screens/purchase-orders/orders.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Exported } from "./order-state.ts";

const looks = { sent: "done", waiting: "waiting", refused: "act" } as const;

/** Sends all there is, and stays open with what became of each: one that is refused keeps no other. */
export function ExportDialog({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const [done, setDone] = useState<{ readonly items: readonly Exported[]; readonly sent: number } | null>(null);
  const send = useAct(
    () => answered(api.client.POST("/api/relations/export", { body: {} })),
    (said) => setDone(said),
  );
  return (
    <Dialog title={t("partnerOrders.exportTitle")} close={close}>
      {done === null ? (
        <div className={panel.form}>
          <p>{t("partnerOrders.exportBody")}</p>
          <Why error={send.error} />
          <div className={panel.buttons}>
            <Button loading={send.isBusy} onClick={() => send.run(undefined)}>
              {t("partnerOrders.sendButton")}
            </Button>
            <Button variant="default" onClick={close}>
              {t("button.cancel")}
            </Button>
          </div>
        </div>
      ) : (
        <div className={panel.form}>
          <p role="status">
            <strong>
              {done.sent > 0
                ? t("partnerOrders.exported", { count: done.sent })
                : t(done.items.length === 0 ? "partnerOrders.nothingToSend" : "partnerOrders.noneExported")}
            </strong>
          </p>
          <ul className={purchaseClasses.sendings}>
            {done.items.map((one) => (
              <li key={one.documentId}>
                <div className={purchaseClasses.head}>
                  <StateChip look={looks[one.result]}>{t(`partnerOrders.result.${one.result}`)}</StateChip>
                  <Link
                    to="/a/$administration/documents/$document"
                    params={{ administration, document: one.documentId }}
                    onClick={close}
                  >
                    {one.number}
                  </Link>
                  <span>{one.supplier}</span>
                </div>
                {one.message !== "" && <p>{one.message}</p>}
                {one.lines.map((line) => (
                  <p key={line} className="quiet small">
                    {line}
                  </p>
                ))}
              </li>
            ))}
          </ul>
          <div className={panel.buttons}>
            <Button onClick={close}>{t("button.close")}</Button>
            <Link
              to="/a/$administration/partners/log"
              params={{ administration }}
              search={{ way: "out" }}
              onClick={close}
            >
              {t("partners.log")}
            </Link>
          </div>
        </div>
      )}
    </Dialog>
  );
}
