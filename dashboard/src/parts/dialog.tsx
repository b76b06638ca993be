import { CloseButton } from "@mantine/core";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useMayLeave } from "./may-leave.ts";
import classes from "./dialog.module.css";

interface Props {
  readonly title: string;
  readonly close: () => void;
  /** Near the top and without a visible title, for a box one types in. */
  readonly isBare?: boolean;
  /** Something was typed that closing loses: Esc, the backdrop and the cross ask first. */
  readonly isDirty?: boolean;
  readonly children: ReactNode;
}

const firstField = "[data-autofocus], :is(input:not([type=hidden], [type=radio]), textarea, select):not(:disabled)";

/**
 * A dialog of the browser itself: it keeps focus inside, closes by Esc, and gives focus back to where it was. Drawn
 * while it is open, so that it begins anew each time. It begins in its first field; Ctrl or ⌘ Enter presses the main button of its form.
 */
export function Dialog({ title, close, isBare = false, isDirty = false, children }: Props) {
  const { t } = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const mayLeave = useMayLeave(isDirty);
  const leave = (): void => {
    if (mayLeave()) close();
  };
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // React's autoFocus comes too early for a dialog, and the browser would begin at the button that closes it.
    opened?.querySelector<HTMLElement>(firstField)?.focus();
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (key === "Enter" && (ctrlKey || metaKey)) opened?.querySelector("form")?.requestSubmit();
    };
    opened?.addEventListener("keydown", onKey);
    return () => opened?.close();
  }, []);
  useEffect(() => {
    const opened = dialog.current;
    // A press on the backdrop is one on the dialog itself.
    const onPress = ({ target }: MouseEvent): void => {
      if (target === opened) leave();
    };
    opened?.addEventListener("mousedown", onPress);
    return () => opened?.removeEventListener("mousedown", onPress);
  });
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-bare={isBare || undefined}
      aria-labelledby={id}
      onKeyDown={(event) => {
        // A second Esc in a row closes a dialog past its cancel event; the key itself can always be stopped.
        if (event.key !== "Escape" || !isDirty || event.defaultPrevented) return;
        event.preventDefault();
        leave();
      }}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <div className={classes.content}>
        <div className={isBare ? "spoken-only" : classes.head}>
          <h2 id={id}>{title}</h2>
          {!isBare && <CloseButton aria-label={t("button.close")} onClick={leave} />}
        </div>
        {children}
      </div>
    </dialog>
  );
}
