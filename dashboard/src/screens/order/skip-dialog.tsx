import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { numberOf, type Order } from "#dashboard/screens/orders/order-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly order: Order;
  readonly close: () => void;
}

/** Leaves an order alone, with the reason that the log keeps. */
export function SkipDialog({ order, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const { connectionId, orderId } = order;
  const record = t("record.order", { number: numberOf(order) });
  const skip = useAct(
    () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/skip", {
          params: { path: { connectionId, orderId } },
          body: { reason },
        }),
      ),
    () => {
      close();
      announce(t("order.skipped", { record }));
    },
  );
  return (
    <ActDialog
      title={t("order.skipTitle", { number: numberOf(order) })}
      close={close}
      button={t("order.skipButton")}
      isDangerous
      isDirty={reason !== ""}
      isBusy={skip.isBusy}
      error={skip.error}
      run={() => skip.run(undefined)}
    >
      <p>{t("order.skipBody", { record })}</p>
      <TextInput
        label={t("order.skipReason")}
        required
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
