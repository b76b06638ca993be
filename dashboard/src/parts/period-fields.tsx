import { TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Period {
  /** ISO days; both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Props {
  readonly period: Period;
  readonly change: (changes: { from: string } | { to: string }) => void;
}

/** The first and the last day of what a list shows. */
export function PeriodFields({ period: { from, to }, change }: Props) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t("orders.from")}
        type="date"
        data-filter
        value={from ?? ""}
        max={to}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        label={t("orders.to")}
        type="date"
        value={to ?? ""}
        min={from}
        onChange={({ currentTarget }) => change({ to: currentTarget.value })}
      />
    </>
  );
}
