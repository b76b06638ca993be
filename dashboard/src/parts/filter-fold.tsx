import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  /** Something in it narrows the list: then it is open. */
  readonly isUsed: boolean;
  readonly children: ReactNode;
}

/** On a phone the list begins at the top of the screen: what seldom narrows it waits behind a button. */
export function FilterFold({ isUsed, children }: Props) {
  const { t } = useWords();
  const isPhone = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(isUsed);
  if (!isPhone) return children;
  return (
    <>
      <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("filters.button")}
      </Button>
      {isOpen && children}
    </>
  );
}
