import { TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PartyValues } from "./party-values.ts";

interface Props {
  readonly values: PartyValues;
  readonly change: (changes: Partial<PartyValues>) => void;
  readonly fault: string | null;
  readonly autoFocus: boolean;
}

export function VatLookUp({ values, change, fault, autoFocus }: Props) {
  const { t } = useWords();
  return (
    <TextInput
      label={t("setup.vat")}
      description={t("setup.vatHelp")}
      autoFocus={autoFocus}
      maxLength={60}
      value={values.vatIdentifier}
      error={fault}
      onChange={({ currentTarget }) => change({ vatIdentifier: currentTarget.value })}
    />
  );
}
