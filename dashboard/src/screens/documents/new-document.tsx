import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { DropMenu, MenuGroup, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useIsKindOn } from "#dashboard/screens/apps/kind-on.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { listedKinds, saleBook, type DocumentBook, type ListedKind } from "./document-filters.ts";
import classes from "./documents.module.css";

/** Nobody starts a receipt of the till by hand. */
const startable = listedKinds.filter((kind) => kind !== "tillReceipt") as readonly StartableKind[];
type StartableKind = Exclude<ListedKind, "tillReceipt">;

/** The kinds whose app is on. */
export function useKindsToStart(): readonly StartableKind[] {
  return startable.filter(useIsKindOn());
}

/** What nearly everybody makes, the most usual first. */
const usual = [
  "invoice",
  "quote",
  "creditNote",
  "purchaseOrder",
  "requestForQuotation",
] as const satisfies readonly StartableKind[];
const isUsual = (kind: StartableKind): kind is (typeof usual)[number] => usual.some((one) => one === kind);

/** Starts a document: the usual kinds first, then the others with what each is for. */
export function NewDocument({ book = saleBook }: { readonly book?: DocumentBook }) {
  const { t, country } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const kinds = useKindsToStart().filter((kind) => book.kinds.includes(kind));
  if (kinds.length === 0) return null;
  const start = (kind: StartableKind): void =>
    void navigate({ to: "/a/$administration/documents/new", params: { administration }, search: { kind } });
  const others = kinds.filter((kind) => !isUsual(kind)) as Exclude<StartableKind, (typeof usual)[number]>[];
  return (
    <DropMenu
      side="end"
      buttonClass={classes.new}
      button={
        <>
          <span>{t("documents.newButton")}</span>
          <IconChevronDown size={16} aria-hidden />
        </>
      }
    >
      <MenuGroup>
        {usual
          .filter((kind) => kinds.includes(kind))
          .map((kind) => (
            <MenuItem key={kind} onSelect={() => start(kind)}>
              {t(`newKind.${kind}`, { context: country })}
            </MenuItem>
          ))}
      </MenuGroup>
      {others.length > 0 && (
        <MenuGroup name={t("documents.newOther")}>
          {others.map((kind) => (
            <MenuItem key={kind} note={t(`newKindFor.${kind}`)} onSelect={() => start(kind)}>
              {t(`newKind.${kind}`, { context: country })}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
    </DropMenu>
  );
}
