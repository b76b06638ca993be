import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PartnerOrder } from "./order-state.ts";

interface Props {
  readonly order: PartnerOrder;
  readonly close: () => void;
}

/** No to a whole order: the buyer is told why, and our draft of it goes. */
export function RefuseOrderDialog({ order, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [note, setNote] = useState("");
  const refuse = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/orders/{orderId}/answer", {
          params: { path: { orderId: order.id } },
          body: { version: order.version, isAccepted: false, note: note.trim() },
        }),
      ),
    () => {
      close();
      announce(t("partnerOrders.answered", { partner: order.partner }));
    },
  );
  return (
    <ActDialog
      title={t("partnerOrders.refuseTitle", { number: order.orderNumber })}
      close={close}
      button={t("partnerOrders.refuseConfirmButton")}
      isBusy={refuse.isBusy}
      isDangerous
      isDirty={note !== ""}
      error={refuse.error}
      run={() => refuse.run(undefined)}
    >
      <p>{t("partnerOrders.refuseBody", { partner: order.partner })}</p>
      <Textarea
        label={t("partnerOrders.why")}
        autosize
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </ActDialog>
  );
}
