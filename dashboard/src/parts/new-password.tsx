import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";

const shortest = 10;

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the hub says of it. */
  readonly fault: string | null;
}

/** A password one makes up here: the rule before it is broken, and in our own words after. */
export function NewPassword({ value, onChange, fault }: Props) {
  const { t } = useWords();
  const [isRefused, setRefused] = useState(false);
  const isShort = value.length < shortest;
  return (
    <PasswordInput
      label={t("setup.password")}
      description={t("password.rule")}
      autoComplete="new-password"
      required
      minLength={shortest}
      value={value}
      error={fault ?? (isRefused && isShort && t("password.short", { count: value.length }))}
      onInvalid={(event) => {
        // The browser would say it in its own language.
        if (value === "") return;
        event.preventDefault();
        event.currentTarget.focus();
        setRefused(true);
      }}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
