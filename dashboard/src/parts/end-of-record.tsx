import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Dialog } from "./dialog.tsx";
import panel from "./panel.module.css";
import type { Act } from "./use-act.ts";
import { Why } from "./why.tsx";

interface Props {
  readonly name: string;
  readonly isArchived: boolean;
  /** False: documents name it, so it can only be put away. */
  readonly mayDelete: boolean;
  readonly archive: Act<undefined>;
  readonly remove: Act<undefined>;
}

/** Only what can help: deleting where nothing refers to it, putting away where something does. */
export function EndOfRecord({ name, isArchived, mayDelete, archive, remove }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const done = archive.error ?? remove.error;
  return (
    <>
      {isArchived || !mayDelete ? (
        <Button variant="default" loading={archive.isBusy} onClick={() => archive.run(undefined)}>
          {isArchived ? t("book.restoreButton") : t("book.archiveButton")}
        </Button>
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t("button.delete")}
        </Button>
      )}
      {!isOpen && <Why error={done} />}
      {isOpen && (
        <Dialog title={t("book.deleteTitle", { name })} close={() => setOpen(false)}>
          <div className={panel.form}>
            <p>{t("book.deleteBody")}</p>
            <Why error={done} />
            <div className={panel.buttons}>
              <Button color="danger" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
                {t("button.delete")}
              </Button>
              <Button variant="default" loading={archive.isBusy} onClick={() => archive.run(undefined)}>
                {t("book.archiveInstead")}
              </Button>
              <Button variant="subtle" onClick={() => setOpen(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
