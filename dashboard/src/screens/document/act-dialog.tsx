import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { useMayLeave } from "#dashboard/parts/may-leave.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./act-dialog.module.css";

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  /** The verb, with its object when it takes something away. */
  readonly button: string;
  readonly isBusy: boolean;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  /** Something was typed that closing loses. */
  readonly isDirty?: boolean;
  readonly error: Error | null;
  readonly run: () => void;
}

/** Asks once, and stays when it did not work. */
export function ActDialog({ title, close, children, button, error, run, ...state }: Props) {
  const { t } = useWords();
  const { isBusy, isDangerous = false, isDisabled = false, isWide = false, isDirty = false } = state;
  const mayLeave = useMayLeave(isDirty);
  return (
    <Dialog title={title} close={close} isDirty={isDirty}>
      <form
        className={`${classes.form} ${isWide ? classes.wide : ""}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDisabled) run();
        }}
      >
        {children}
        <Why error={error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => mayLeave() && close()}>
            {t("button.cancel")}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDisabled} {...(isDangerous && { color: "danger" })}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
