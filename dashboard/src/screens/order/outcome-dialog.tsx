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
  const system = order.reason?.system ?? "";
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
    <ActDialog
      title={t(isThere ? "order.isThereTitle" : "order.sendAgainTitle", { record, system })}
      close={close}
      button={t(isThere ? "order.isThereButton" : "order.sendAgainButton")}
      isDirty={number !== ""}
      isBusy={say.isBusy}
      error={say.error}
      run={() => say.run(undefined)}
    >
      <p>{t(isThere ? "order.isThereBody" : "order.sendAgainBody", { record, system })}</p>
      {isThere && (
        <TextInput
          label={t("order.isThereNumber", { system })}
          required
          maxLength={100}
          value={number}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
