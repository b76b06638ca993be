import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly label: string;
  /** Said by a screen reader only. */
  readonly isBare?: boolean;
  readonly description?: string;
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (code: string) => void;
}

/** A unit by its name. One that no list has stays what it is. */
export function UnitSelect({ label, isBare = false, description, value, fault, onChange }: Props) {
  const { language } = useWords();
  const units = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const options = units.map(({ code, one }) => ({ value: code, label: one }));
  return (
    <NativeSelect
      {...(isBare ? { "aria-label": label } : { label })}
      {...(description !== undefined && { description })}
      value={value}
      error={fault}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      data={options.some((one) => one.value === value) ? options : [{ value, label: value }, ...options]}
    />
  );
}
