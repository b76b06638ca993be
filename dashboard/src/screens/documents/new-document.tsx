import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useIsKindOn } from "#dashboard/screens/apps/kind-on.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { saleKinds, type SaleKind } from "./document-filters.ts";
import classes from "./documents.module.css";

/** Nobody starts a receipt of the till by hand. */
const startable = saleKinds.filter((kind) => kind !== "tillReceipt") as readonly StartableKind[];
type StartableKind = Exclude<SaleKind, "tillReceipt">;

/** The kinds whose app is on. */
export function useKindsToStart(): readonly StartableKind[] {
  return startable.filter(useIsKindOn());
}

/** Starts a document: of the kind one is looking at, or of another one behind the arrow. */
export function NewDocument({ kind }: { readonly kind: SaleKind | undefined }) {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const kinds = useKindsToStart();
  const first = kinds.find((one) => one === kind) ?? kinds.find((one) => one === "invoice") ?? kinds[0];
  if (first === undefined) return null;
  const to = "/a/$administration/documents/new";
  const others = kinds.filter((one) => one !== first);
  return (
    <div className={panel.buttons}>
      <ButtonLink to={to} params={{ administration }} search={{ kind: first }}>
        {t(`newKind.${first}`, { context: country })}
      </ButtonLink>
      {others.length > 0 && (
        <DropMenu
          side="end"
          label={t("documents.newOther")}
          buttonClass={classes.other}
          button={<IconChevronDown size={16} aria-hidden />}
        >
          {others.map((one) => (
            <MenuItem
              key={one}
              onSelect={() => void navigate({ to, params: { administration }, search: { kind: one } })}
            >
              {t(`newKind.${one}`, { context: country })}
            </MenuItem>
          ))}
        </DropMenu>
      )}
    </div>
  );
}
