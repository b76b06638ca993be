import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { numberOf, type Order } from "#dashboard/screens/orders/order-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Drift } from "./drift-panel.tsx";

interface Props {
  readonly order: Order;
  readonly drift: Drift;
  readonly close: () => void;
}

/** Leaves the difference, with the reason that the log keeps. */
export function LeaveDialog({ order, drift: { seen }, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const record = t("record.order", { number: numberOf(order) });
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/drift/leave", {
          params: { path: { connectionId: order.connectionId, orderId: order.orderId } },
          body: { seen, reason },
        }),
      ),
    () => {
      close();
      announce(t("drift.left", { record }));
    },
  );
  return (
    <ActDialog
      title={t("drift.keep")}
      close={close}
      button={t("drift.keep")}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
      isDirty={reason !== ""}
    >
      <p>{t("drift.keepBody", { record })}</p>
      <TextInput
        label={t("order.skipReason")}
        required
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        data-autofocus
      />
    </ActDialog>
  );
}
