import { Button, NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./filters.module.css";

interface BarProps {
  /** Something in it narrows the list: only then there is something to clear. */
  readonly isNarrowed: boolean;
  readonly clear: () => void;
  readonly children: ReactNode;
}

/** What narrows a list. Everything in it is a change of the address. */
export function FilterBar({ isNarrowed, clear, children }: BarProps) {
  const { t } = useWords();
  return (
    <search className={classes.filters}>
      {children}
      {isNarrowed && (
        <Button variant="subtle" onClick={clear}>
          {t("orders.clear")}
        </Button>
      )}
    </search>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string | undefined;
  /** When nothing is chosen. */
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Empty for all. */
  readonly onChange: (value: string) => void;
}

/** One of a few, or all. */
export const FilterSelect = ({ label, value, all, options, onChange }: SelectProps) => (
  <NativeSelect
    label={label}
    value={value ?? ""}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
    data={[{ value: "", label: all }, ...options]}
  />
);
