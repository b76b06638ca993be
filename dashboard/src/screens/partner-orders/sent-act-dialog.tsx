import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DifferenceList } from "./difference-list.tsx";
import type { PartnerOrder } from "./order-state.ts";

export type SentAct = "change" | "cancel" | "recall" | "again";

interface Props {
  readonly documentId: string;
  readonly order: PartnerOrder;
  readonly act: SentAct;
  readonly close: () => void;
}

/** What the supplier is told of an order it has; what it had before holds until it answers. */
export function SentActDialog({ documentId, order, act, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const params = { path: { documentId } };
  const { partner, sent } = order;
  const tell = useAct(
    () => {
      switch (act) {
        case "change":
          return answered(api.client.POST("/api/purchase-orders/{documentId}/partner/change", { params }));
        case "cancel":
          return answered(
            api.client.POST("/api/purchase-orders/{documentId}/partner/cancel", {
              params,
              body: { reason: reason.trim() },
            }),
          );
        case "recall":
          return answered(api.client.POST("/api/purchase-orders/{documentId}/partner/recall", { params }));
        case "again":
          return answered(api.client.POST("/api/purchase-orders/{documentId}/partner/again", { params }));
      }
    },
    () => {
      close();
      announce(t(`partnerOrders.told.${act}`, { partner }));
    },
  );
  const difference = sent?.difference ?? null;
  return (
    <ActDialog
      title={t(`partnerOrders.tell.${act}`, { partner })}
      close={close}
      button={t(`partnerOrders.tellConfirmButton.${act}`)}
      isBusy={tell.isBusy}
      isDangerous={act === "cancel"}
      isDisabled={act === "cancel" && reason.trim() === ""}
      isDirty={reason !== ""}
      error={tell.error}
      run={() => tell.run(undefined)}
    >
      <p>{t(`partnerOrders.tellBody.${act}`)}</p>
      {act === "change" && difference !== null && <DifferenceList difference={difference} />}
      {act === "cancel" && (
        <TextInput
          label={t("partnerOrders.why")}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
