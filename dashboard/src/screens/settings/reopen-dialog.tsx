import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { daysFrom } from "#dashboard/parts/closed-period.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ChoiceGroup } from "#dashboard/screens/couplings/choice-group.tsx";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly closedUntil: string;
  readonly close: () => void;
}

/** Opens everything, or the last days only, with the reason that the log keeps. */
export function ReopenDialog({ closedUntil, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [which, setWhich] = useState<"from" | "all">("from");
  const [from, setFrom] = useState(`${closedUntil.slice(0, 7)}-01`);
  const [reason, setReason] = useState("");
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/closed-period/reopen", {
          body: { day: which === "all" ? null : daysFrom(from, -1), reason },
        }),
      ),
    (period) => {
      close();
      const day = period.closedUntil;
      announce(day === null ? t("period.allOpen") : t("period.closed", { day: format.day(day) }));
    },
  );
  return (
    <ActDialog
      title={t("period.reopenTitle")}
      close={close}
      button={t("period.reopenNowButton")}
      isBusy={act.isBusy}
      isDisabled={which === "from" && from === ""}
      isDirty={reason !== ""}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>{t("period.reopenBody")}</p>
      <ChoiceGroup
        label={t("period.which")}
        value={which}
        options={[
          { value: "from", label: t("period.fromDay") },
          { value: "all", label: t("period.all") },
        ]}
        choose={setWhich}
      />
      {which === "from" && (
        <TextInput
          label={t("period.openFrom")}
          type="date"
          required
          max={closedUntil}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
      )}
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
