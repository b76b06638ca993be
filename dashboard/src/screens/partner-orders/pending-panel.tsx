import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DifferenceList } from "./difference-list.tsx";
import type { PartnerOrder } from "./order-state.ts";

interface Props {
  readonly order: PartnerOrder;
  readonly pending: NonNullable<PartnerOrder["pending"]>;
}

/** A change or a cancellation that was asked: until it is answered, what was agreed holds. */
export function PendingPanel({ order, pending }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const [note, setNote] = useState("");
  const { kind, reason, askedAt, difference } = pending;
  const answer = useAct(
    (isAccepted: boolean) =>
      answered(
        api.client.POST("/api/relations/orders/{orderId}/pending", {
          params: { path: { orderId: order.id } },
          body: { version: order.version, isAccepted, note: note.trim() },
        }),
      ),
    () => announce(t("partnerOrders.answered", { partner: order.partner })),
  );
  const isOurs = order.side === "seller";
  const moment = format.moment(askedAt);
  return (
    <section className={panel.panel}>
      <h2>{t(kind === "change" ? "partnerOrders.changeAsked" : "partnerOrders.cancelAsked")}</h2>
      <div className={panel.form}>
        <p>
          {t(isOurs ? "partnerOrders.pendingHere" : "partnerOrders.pendingThere", { partner: order.partner, moment })}
        </p>
        {reason !== "" && <p>‘{reason}’</p>}
        {difference !== null && <DifferenceList difference={difference} />}
        {isOurs && may("documents.edit") && (
          <>
            <TextInput
              label={t("partnerOrders.note")}
              maxLength={2000}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
            <Why error={answer.error} />
            <div className={panel.buttons}>
              <Button loading={answer.isBusy} onClick={() => answer.run(true)}>
                {t("partners.acceptButton")}
              </Button>
              <Button variant="default" loading={answer.isBusy} onClick={() => answer.run(false)}>
                {t("partnerOrders.refusePendingButton")}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
