import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Sending } from "./order-query.ts";

interface Props {
  readonly documentId: string;
  readonly sending: Sending;
  readonly isThere: boolean;
  readonly close: () => void;
}

/** A person looked at the supplier, and says what is there. */
export function SettleDialog({ documentId, sending, isThere, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [number, setNumber] = useState("");
  const { supplier, id: sendingId } = sending;
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/purchase-orders/{documentId}/settle", {
          params: { path: { documentId } },
          body: isThere ? { isThere: true, sendingId, number: number.trim() } : { isThere: false, sendingId },
        }),
      ),
    () => {
      announce(t("purchase.settled"));
      close();
    },
  );
  return (
    <ActDialog
      title={t(isThere ? "purchase.isThereTitle" : "purchase.notThereTitle", { supplier })}
      close={close}
      button={t(isThere ? "purchase.isThereButton" : "purchase.notThereButton")}
      isBusy={act.isBusy}
      isDisabled={isThere && number.trim() === ""}
      error={act.error}
      run={() => act.run(undefined)}
      isDirty={number !== ""}
    >
      {isThere ? (
        <TextInput
          label={t("purchase.supplierNumber")}
          required
          maxLength={100}
          data-autofocus
          value={number}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      ) : (
        <p>{t("purchase.notThereBody", { supplier })}</p>
      )}
    </ActDialog>
  );
}
