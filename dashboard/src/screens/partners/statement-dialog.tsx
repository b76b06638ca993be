import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { nameOf, type Relation } from "./partner-state.ts";
import { monthBefore } from "./month-before.ts";

interface Props {
  readonly relation: Relation;
  readonly close: () => void;
}

/** Which days are counted. A period that still runs would be other tomorrow, so it has to be over. */
export function StatementDialog({ relation, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const last = monthBefore(useToday());
  const [from, setFrom] = useState(last.from);
  const [to, setTo] = useState(last.to);
  const partner = nameOf(relation) ?? t("partners.thePartner");
  const drawUp = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/{relationId}/statements", {
          params: { path: { relationId: relation.id } },
          body: { from, to },
        }),
      ),
    () => {
      close();
      announce(t("partners.statementAsked", { partner }));
    },
  );
  const faults = faultsOf(drawUp.error);
  return (
    <ActDialog
      title={t("partners.statementTitle", { partner })}
      close={close}
      button={t("partners.statementConfirmButton")}
      isBusy={drawUp.isBusy}
      isDisabled={from === "" || to === ""}
      error={drawUp.error}
      run={() => drawUp.run(undefined)}
    >
      <p>{t("partners.statementBody")}</p>
      <TextInput
        type="date"
        label={t("partners.statementFrom")}
        required
        value={from}
        error={faults["from"]}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t("partners.statementTo")}
        required
        value={to}
        error={faults["to"]}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
    </ActDialog>
  );
}
