import { CloseButton, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import filters from "./filters.module.css";
import { afterEcho } from "./own-echo.ts";

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
  // The address changes a moment after it was asked to, while people type on.
  const [sent, setSent] = useState<readonly string[]>([]);
  if (address !== value) {
    const left = afterEcho(sent, value);
    setAddress(value);
    setSent(left ?? []);
    // Without this field: back, a link.
    if (left === null) setTyped(value);
  }
  const send = (words: string): void => {
    if (words !== sent.at(-1)) setSent([...sent, words]);
    onChange(words);
  };
  useEffect(() => {
    const words = typed.trim();
    if (words === (sent.at(-1) ?? value)) return;
    const timer = window.setTimeout(() => send(words), pause);
    return () => window.clearTimeout(timer);
  });
  const clear = (): void => {
    setTyped("");
    if ((sent.at(-1) ?? value) !== "") send("");
  };
  return (
    <TextInput
      className={filters.query}
      label={label}
      type="search"
      data-filter
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      rightSection={typed === "" ? null : <CloseButton aria-label={t("orders.clear")} onClick={clear} />}
    />
  );
}
