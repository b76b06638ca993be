import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Catalogue } from "./catalogue-state.ts";

interface Props {
  readonly catalogue: Pick<Catalogue, "id" | "targetName">;
  readonly record: Schemas["CatalogueRecord"];
  /** What the person says to have seen in the shop. */
  readonly isThere: boolean;
  readonly close: () => void;
}

/** A person says what came of a product or customer whose answer was lost: only they can look. */
export function CatalogueOutcomeDialog({ catalogue, record, isThere, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [id, setId] = useState("");
  const { externalId } = record;
  const shop = catalogue.targetName;
  const own = record.name || record.code || externalId;
  const name = record.uncertain === "category" ? t("catalogue.categoryOf", { record: own }) : own;
  const say = useAct(
    () =>
      answered(
        api.client.POST("/api/catalogue-couplings/{couplingId}/outcome", {
          params: { path: { couplingId: catalogue.id } },
          body: isThere ? { externalId, isThere, id } : { externalId, isThere },
        }),
      ),
    () => {
      close();
      announce(t("catalogue.settled", { record: own }));
    },
  );
  return (
    <ActDialog
      title={t(isThere ? "catalogue.isThereTitle" : "catalogue.makeAgainTitle", { record: name, shop })}
      close={close}
      button={t(isThere ? "catalogue.isThereButton" : "catalogue.makeAgainButton")}
      isDirty={id !== ""}
      isBusy={say.isBusy}
      error={say.error}
      run={() => say.run(undefined)}
    >
      <p>{t(isThere ? "catalogue.isThereBody" : "catalogue.makeAgainBody", { shop })}</p>
      {isThere && (
        <TextInput
          label={t("catalogue.isThereId", { shop })}
          required
          maxLength={100}
          value={id}
          onChange={({ currentTarget }) => setId(currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
