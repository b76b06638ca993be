import { TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { CompanyValues } from "./company-values.ts";

interface Props {
  readonly values: CompanyValues;
  readonly change: (changes: Partial<CompanyValues>) => void;
  readonly fault: string | null;
}

export function CompanyLookUp({ values, change, fault }: Props) {
  const { t } = useWords();
  return (
    <TextInput
      label={t("setup.vat")}
      description={t("setup.vatHelp")}
      value={values.vatIdentifier}
      error={fault}
      onChange={({ currentTarget }) => change({ vatIdentifier: currentTarget.value })}
    />
  );
}
