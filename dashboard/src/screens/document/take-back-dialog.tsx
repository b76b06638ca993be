import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import type { Payment } from "./document-query.ts";

interface Props {
  readonly payment: Payment;
  readonly close: () => void;
}

/** A payment that was entered by mistake: it stays, with a row against it. */
export function TakeBackDialog({ payment, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const amount = format.amount(payment.amount, payment.currency);
  const act = useAct(
    () =>
      answered(
        api.client.DELETE("/api/payments/{paymentId}", {
          params: { path: { paymentId: payment.id } },
          body: { reason },
        }),
      ),
    () => {
      announce(t("pay.takenBack", { amount }));
      close();
    },
  );
  return (
    <ActDialog
      title={t("pay.takeBackTitle", { amount })}
      close={close}
      button={t("pay.takeBackButton")}
      isDangerous
      isBusy={act.isBusy}
      isDisabled={reason.trim() === ""}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>{t("pay.takeBackBody")}</p>
      <TextInput
        label={t("order.skipReason")}
        required
        maxLength={500}
        value={reason}
        data-autofocus
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
