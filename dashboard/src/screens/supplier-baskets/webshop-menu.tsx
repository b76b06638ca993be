import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  /** A draft a basket can go into. */
  readonly documentId: string;
  readonly buttonClass: string | undefined;
}

/** What a supplier can do for this draft. */
export function WebshopMenu({ documentId, buttonClass }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { administrationId: administration } = useApi();
  return (
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
    </DropMenu>
  );
}
