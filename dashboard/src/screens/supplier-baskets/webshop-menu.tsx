import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { ImportDialog } from "#dashboard/screens/supplier-documents/import-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly documentId: string;
  /** What it asks of a supplier has prices there. */
  readonly isOrder: boolean;
  /** A draft a basket can go into; else it takes documents of suppliers alone. */
  readonly takesBasket: boolean;
  readonly buttonClass: string | undefined;
}

/** What a supplier can do for this draft. */
export function WebshopMenu({ documentId, isOrder, takesBasket, buttonClass }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { administrationId: administration } = useApi();
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <DropMenu
        side="start"
        buttonClass={buttonClass}
        button={
          <>
            <span>{t("basket.actions")}</span>
            <IconChevronDown size={16} aria-hidden />
          </>
        }
      >
        {takesBasket && (
          <MenuItem
            onSelect={() =>
              void navigate({
                to: "/a/$administration/purchasing/baskets",
                params: { administration },
                search: { document: documentId },
              })
            }
          >
            {t("basket.fetchButton")}
          </MenuItem>
        )}
        {isOrder && (
          <MenuItem
            onSelect={() =>
              void navigate({
                to: "/a/$administration/purchasing/prices/new",
                params: { administration },
                search: { document: documentId },
              })
            }
          >
            {t("priceRun.menu")}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setImporting(true)}>{t("fromSupplier.title")}</MenuItem>
      </DropMenu>
      {isImporting && <ImportDialog documentId={documentId} close={() => setImporting(false)} />}
    </>
  );
}
