import { Button } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { MappingFields } from "#dashboard/screens/couplings/mapping-fields.tsx";
import { choiceOf, valueOf, type Choice, type MappingKind } from "#dashboard/screens/couplings/mapping-kinds.ts";
import { useSaveMapping } from "#dashboard/screens/couplings/use-save-mapping.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly connectionId: string;
  readonly shop: string;
  readonly what: MappingKind;
  readonly from: string;
  /** As people call it. */
  readonly fromName: string;
  /** Orders that go on once it is chosen. */
  readonly waiting: number;
  readonly close: () => void;
}

/** One choice, made where one was told that it is missing; every order that waits for it goes on. */
export function MappingDialog({ connectionId, shop, what, from, fromName, waiting, close }: Props) {
  const { t } = useWords();
  const [choice, setChoice] = useState<Choice>(() => choiceOf(what, null));
  const save = useSaveMapping(connectionId);
  const value = valueOf(what, choice, null);
  const name = from === "*" ? t("mappings.every") : fromName;
  return (
    <Dialog title={`${t(`mappings.what.${what}`)}: ${name}`} close={close}>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (value !== null) save.mutate({ what, from, value }, { onSuccess: close });
        }}
      >
        <p>{t("mappings.intro", { shop })}</p>
        <MappingFields what={what} from={from} choice={choice} change={setChoice} faults={faultsOf(save.error)} />
        <FormRefused error={save.error} shown={["category", "reason", "rate", "use", "prepaid", "code"]} />
        <div className={panel.buttons}>
          <Button type="submit" loading={save.isPending} disabled={value === null}>
            {t("mappings.button.save")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
          {waiting > 0 && <p className="quiet small">{t("mappings.waiting", { count: waiting })}</p>}
        </div>
      </form>
    </Dialog>
  );
}
