import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ImportDialog } from "./import-dialog.tsx";

/** At the right of the list of purchase orders (requirement A6.3). */
export function ImportButton() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("fromSupplier.listButton")}
      </Button>
      {isOpen && <ImportDialog documentId={null} close={() => setOpen(false)} />}
    </>
  );
}
