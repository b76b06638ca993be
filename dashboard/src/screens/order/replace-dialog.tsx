import { Checkbox, TextInput } from "@mantine/core";
import "#dashboard/parts/ticks.css";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ChoiceGroup } from "#dashboard/screens/couplings/choice-group.tsx";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import type { Order } from "#dashboard/screens/orders/order-state.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Drift } from "./drift-panel.tsx";

interface Props {
  readonly order: Order;
  readonly drift: Drift;
  readonly close: () => void;
}

/** Says to the cent what will be made before it is made. */
export function ReplaceDialog({ order: { connectionId, orderId }, drift, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const [made, setMade] = useState<"final" | "draft">("final");
  const [isMailed, setMailed] = useState(false);
  const { seen, document, way, credit, fresh, difference, currency } = drift;
  const isReplaced = way === "replace";
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/drift/replace", {
          params: { path: { connectionId, orderId } },
          body: { seen, version: document?.version ?? 1, reason, isFinal: made === "final", isMailed },
        }),
      ),
    ({ creditNote, document: fresher, isMailed: left }) => {
      close();
      const number = fresher?.number ?? t("order.draft");
      const values = { credit: creditNote.number, number };
      announce(
        fresher === null
          ? t("drift.credited", { credit: creditNote.number })
          : t(isMailed && !left ? "drift.madeUnsent" : "drift.made", values),
      );
    },
  );
  const number = document?.number ?? "";
  const amountOf = (amount: string | null) => format.amount(amount ?? "0", currency);
  return (
    <ActDialog
      title={t(isReplaced ? "drift.fix" : "drift.credit")}
      close={close}
      button={t(isReplaced ? "drift.fix" : "drift.credit")}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
      isDirty={reason !== ""}
    >
      <p>
        <strong>
          {isReplaced
            ? t("drift.willMake", {
                number,
                credit: amountOf(credit),
                fresh: amountOf(fresh),
                difference: difference === null ? "–" : (format.signed(difference) ?? format.bareAmount("0")),
              })
            : t("drift.willCredit", { number, credit: amountOf(credit) })}
        </strong>
      </p>
      <p>{t(isReplaced ? "drift.moneyFollows" : "drift.moneyBack")}</p>
      {isReplaced && (
        <ChoiceGroup
          label={t("drift.newDocument")}
          value={made}
          options={[
            { value: "final", label: t("drift.final") },
            { value: "draft", label: t("drift.asDraft"), help: t("drift.asDraftHelp") },
          ]}
          choose={setMade}
        />
      )}
      {may("documents.send") && (
        <Checkbox
          label={t("drift.mail")}
          description={isReplaced ? t("drift.mailHelp") : undefined}
          checked={isMailed}
          onChange={({ currentTarget }) => setMailed(currentTarget.checked)}
        />
      )}
      <TextInput
        label={t("credit.reason")}
        description={t("credit.reasonHint")}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
