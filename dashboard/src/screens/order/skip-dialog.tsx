import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
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
  const record = t("record.order", { number: numberOf(order) });
  const skip = useAct(
    () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/skip", {
          params: { path: { connectionId: order.connectionId, orderId: order.orderId } },
          body: { reason },
        }),
      ),
    () => {
      close();
      announce(t("order.skipped", { record }));
    },
  );
  return (
    <Dialog title={t("order.skipTitle", { number: numberOf(order) })} close={close}>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          skip.run(undefined);
        }}
      >
        <p>{t("order.skipBody", { record })}</p>
        <TextInput
          label={t("order.skipReason")}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          autoFocus
        />
        <Refused error={skip.error} />
        <div className={panel.buttons}>
          <Button type="submit" color="danger" loading={skip.isBusy}>
            {t("order.skipButton")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
