import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { MappingFields } from "./mapping-fields.tsx";
import { chargeKinds, mappingKinds, valueOf, type Choice, type MappingKind } from "./mapping-kinds.ts";
import { useSaveMapping } from "./use-save-mapping.ts";

interface Props {
  readonly connectionId: string;
  readonly close: () => void;
}

/** A choice before an order waits for it. */
export function NewMapping({ connectionId, close }: Props) {
  const { t } = useWords();
  const [what, setWhat] = useState<MappingKind>("paymentMethod");
  const [from, setFrom] = useState("");
  const [choice, setChoice] = useState<Choice>({});
  const save = useSaveMapping(connectionId);
  const [charge, setCharge] = useState("shipping");
  const value = valueOf(what, choice, null);
  const name = from.trim();
  const named = charge === "*" || name === "" ? charge : `${charge}: ${name}`;
  const key = what === "chargeItem" ? named : name;
  return (
    <form
      className={`${panel.panel} ${panel.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== null) save.mutate({ what, from: key, value }, { onSuccess: close });
      }}
    >
      <h2>{t("mappings.button.add")}</h2>
      <NativeSelect
        label={t("mappings.what")}
        value={what}
        data={mappingKinds.map((kind) => ({ value: kind, label: t(`mappings.what.${kind}`) }))}
        onChange={({ currentTarget }) => {
          setWhat(mappingKinds.find((kind) => kind === currentTarget.value) ?? what);
          setChoice({});
        }}
      />
      {what === "chargeItem" && (
        <NativeSelect
          label={t("mappings.charge")}
          value={charge}
          data={[
            ...chargeKinds.map((kind) => ({ value: kind, label: t(`mappings.charge.${kind}`) })),
            { value: "*", label: t("mappings.every") },
          ]}
          onChange={({ currentTarget }) => setCharge(currentTarget.value)}
        />
      )}
      <TextInput
        label={t("mappings.from")}
        description={t(`mappings.from.${what}`)}
        required={what !== "chargeItem"}
        disabled={what === "chargeItem" && charge === "*"}
        maxLength={what === "chargeItem" ? 180 : 200}
        spellCheck={false}
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <MappingFields what={what} from={from} choice={choice} change={setChoice} faults={faultsOf(save.error)} />
      <FormRefused error={save.error} shown={["category", "reason", "rate", "use", "prepaid", "code"]} />
      <div className={panel.buttons}>
        <Button type="submit" loading={save.isPending} disabled={value === null || key === ""}>
          {t("mappings.button.save")}
        </Button>
        <Button variant="default" onClick={close}>
          {t("button.cancel")}
        </Button>
      </div>
    </form>
  );
}
