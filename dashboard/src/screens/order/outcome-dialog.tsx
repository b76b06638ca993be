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
  /** What the person says to have seen in the other package. */
  readonly isThere: boolean;
  readonly close: () => void;
}

/** A person says what came of a document whose answer was lost: only they can look. */
export function OutcomeDialog({ order, isThere, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [number, setNumber] = useState("");
  const { connectionId, orderId } = order;
  const record = t("record.order", { number: numberOf(order) });
  const say = useAct(
    () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/outcome", {
          params: { path: { connectionId, orderId } },
          body: isThere ? { isThere, number, id: "" } : { isThere },
        }),
      ),
    () => {
      close();
      announce(t("order.processed", { record }));
    },
  );
  return (
    <Dialog title={t(isThere ? "order.isThereTitle" : "order.sendAgainTitle", { record })} close={close}>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          say.run(undefined);
        }}
      >
        <p>{t(isThere ? "order.isThereBody" : "order.sendAgainBody", { number: numberOf(order) })}</p>
        {isThere && (
          <TextInput
            label={t("order.isThereNumber")}
            required
            maxLength={100}
            value={number}
            onChange={({ currentTarget }) => setNumber(currentTarget.value)}
            autoFocus
          />
        )}
        <Refused error={say.error} />
        <div className={panel.buttons}>
          <Button type="submit" loading={say.isBusy}>
            {t(isThere ? "order.isThereButton" : "order.sendAgainButton")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
