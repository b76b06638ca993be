import { CloseButton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import filters from "./filters.module.css";

/** Typing asks once it pauses. */
const pause = 250;

interface Props {
  readonly label: string;
  /** As it stands in the address. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Searching in a list; `f` or `/` leads here. */
export function QueryField({ label, value, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  const [address, setAddress] = useState(value);
  // The address may change without this field: back, a link.
  if (address !== value) {
    setAddress(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = window.setTimeout(() => onChange(typed.trim()), pause);
    return () => window.clearTimeout(timer);
  });
  return (
    <TextInput
      className={filters.query}
      label={label}
      type="search"
      data-filter
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      rightSection={typed === "" ? null : <CloseButton aria-label={t("orders.clear")} onClick={() => onChange("")} />}
    />
  );
}
