import { Button } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { usePartnersOn } from "./order-queries.ts";

/** At the list of purchase orders: sends what is placed and was not sent to partners (requirement D8). */
export function ExportButton() {
  const { t } = useWords();
  const may = useMay();
  const isOn = usePartnersOn();
  const [isOpen, setOpen] = useState(false);
  if (!isOn || !may("documents.send")) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("partnerOrders.exportButton")}
      </Button>
      {isOpen && <ExportDialog close={() => setOpen(false)} />}
    </>
  );
}
