import { Button } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { emptyAddress } from "#dashboard/parts/address-fields.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { PartyFields } from "#dashboard/screens/party/party-form.tsx";
import { bodyOf, emptyParty } from "#dashboard/screens/party/party-values.ts";
import { sameIn } from "#dashboard/screens/party/same-party.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Party } from "./buyer-field.tsx";

interface Props {
  /** What was typed in the field. */
  readonly name: string;
  readonly close: () => void;
  readonly onMade: (party: Pick<Party, "id" | "language">) => void;
}

/** A new customer without leaving the document. One who is there already is offered instead. */
export function NewBuyerDialog({ name, close, onMade }: Props) {
  const { t } = useWords();
  const api = useApi();
  const { country } = useAdministration();
  const start = { ...emptyParty, name, postal: { ...emptyAddress, countryCode: country } };
  const [values, setValues] = useState(start);
  const act = useAct(
    (duplicate: boolean) => answered(api.client.POST("/api/parties", { body: { ...bodyOf(values), duplicate } })),
    onMade,
  );
  const { at } = useFaults(act.error);
  const same = sameIn(act.error);
  return (
    <ActDialog
      title={t("editor.newCustomer")}
      close={close}
      button={t("editor.makeCustomer")}
      isBusy={act.isBusy}
      isDisabled={values.name.trim() === ""}
      error={act.error}
      run={() => act.run(false)}
      isDirty={JSON.stringify(values) !== JSON.stringify(start)}
    >
      <PartyFields values={values} change={(changes) => setValues({ ...values, ...changes })} at={at} isNew />
      {same !== null && (
        <div>
          <Button variant="default" onClick={() => onMade({ id: same.id, language: null })}>
            {t("editor.useSame")}
          </Button>{" "}
          <Button variant="subtle" loading={act.isBusy} onClick={() => act.run(true)}>
            {t("party.sameButton")}
          </Button>
        </div>
      )}
    </ActDialog>
  );
}
