import { Button } from "@mantine/core";
import { useEffect, type ReactNode, type RefObject } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import panel from "./panel.module.css";
import classes from "./save-form.module.css";
import { useUnsaved } from "./unsaved.ts";
import { Why } from "./why.tsx";

interface Props {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSave: () => void;
  readonly isBusy: boolean;
  readonly isDirty: boolean;
  readonly error: Error | null;
  /** What the main button says, when it is not "save". */
  readonly saveText?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** The other version comes first: until then there is no button to save with. */
  readonly isBlocked?: boolean;
  /** Something to decide on before saving; it stays in sight with the buttons. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** A form that is saved as a whole: by its button, Enter or Ctrl S. Leaving it with work in it asks once. */
export function SaveForm({ form, onSave, isBusy, isDirty, error, saveText, onCancel, ...rest }: Props) {
  const { t } = useWords();
  const { isBlocked = false, notice, children } = rest;
  useUnsaved(isDirty);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [form]);
  return (
    <form
      ref={form}
      className={`${panel.form} ${classes.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlocked) onSave();
      }}
    >
      {children}
      {!isBlocked && (
        <div className={classes.bar}>
          <div className={classes.told}>
            {notice}
            {/* What stands beside a field is not said twice. */}
            {error !== null && (
              <p role="alert" className={classes.marked}>
                {t("form.marked")}
              </p>
            )}
            <div className={classes.why}>
              <Why error={error} />
            </div>
          </div>
          <Button type="submit" loading={isBusy} aria-keyshortcuts="Control+S">
            {saveText ?? t("button.save")}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t("button.cancel")}
            </Button>
          )}
          {isDirty && <p className="quiet small">{t("form.unsaved")}</p>}
        </div>
      )}
    </form>
  );
}
