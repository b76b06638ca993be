import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DiscountGroupDialog } from "./discount-group-dialog.tsx";
import { discountGroupsQuery, type DiscountGroup, type PriceList } from "./price-list-queries.ts";
import { useDiscountWords } from "./use-discount-words.ts";

/** What we get off per group of articles. They belong to the supplier, so every list of his uses them. */
export function DiscountGroups({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const may = useMay();
  const [edited, setEdited] = useState<DiscountGroup | "new" | null>(null);
  const query = useQuery(discountGroupsQuery(useApi(), list.partyId));
  return (
    <section className={panel.panel}>
      <h2>{t("discountGroups.title")}</h2>
      <p className="quiet">{t("discountGroups.about")}</p>
      <Loaded query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={panel.empty}>{t("discountGroups.empty")}</p>
          ) : (
            <Table groups={items} partyId={list.partyId} edit={setEdited} />
          )
        }
      </Loaded>
      {may("items.manage") && (
        <div className={`${panel.buttons} ${importClasses.after}`}>
          <Button variant="default" onClick={() => setEdited("new")}>
            {t("discountGroups.addButton")}
          </Button>
        </div>
      )}
      {edited !== null && (
        <DiscountGroupDialog
          partyId={list.partyId}
          group={edited === "new" ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface TableProps {
  readonly groups: readonly DiscountGroup[];
  readonly partyId: string;
  readonly edit: (group: DiscountGroup) => void;
}

function Table({ groups, partyId, edit }: TableProps) {
  const { t, format } = useWords();
  const may = useMay();
  const words = useDiscountWords();
  const hasFrom = groups.some(({ from }) => /[1-9]/.test(from));
  const hasDays = groups.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  const [toDelete, setToDelete] = useState<DiscountGroup | null>(null);
  const days = ({ validFrom, validTo }: DiscountGroup): string =>
    validFrom === null && validTo === null
      ? ""
      : [validFrom, validTo].map((day) => (day === null ? "…" : format.day(day))).join(" – ");
  return (
    <div className={panel.scroll}>
      <table className={`${importClasses.table} ${importClasses.cards}`}>
        <caption className="spoken-only">{t("discountGroups.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("discountGroups.code")}</th>
            <th scope="col">{t("discountGroups.name")}</th>
            <th scope="col">{t("discountGroups.discounts")}</th>
            {hasFrom && <th scope="col">{t("discountGroups.from")}</th>}
            {hasDays && <th scope="col">{t("discountGroups.valid")}</th>}
            {may("items.manage") && (
              <th scope="col">
                <span className="spoken-only">{t("priceLists.actionsButton")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.code} ${group.from}`}>
              <th scope="row" data-label={t("discountGroups.code")}>
                {group.code}
              </th>
              <td>{group.name}</td>
              <td data-label={t("discountGroups.discounts")}>{words(group.discounts)}</td>
              {hasFrom && (
                <td>
                  {/[1-9]/.test(group.from) && t("discountGroups.fromNumber", { number: format.decimal(group.from) })}
                </td>
              )}
              {hasDays && <td>{days(group)}</td>}
              {may("items.manage") && (
                <td>
                  <div className={panel.buttons}>
                    <Button
                      variant="default"
                      size="compact-md"
                      aria-label={t("discountGroups.editOne", { code: group.code })}
                      onClick={() => edit(group)}
                    >
                      {t("button.edit")}
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-md"
                      aria-label={t("discountGroups.deleteOne", { code: group.code })}
                      onClick={() => setToDelete(group)}
                    >
                      {t("button.delete")}
                    </Button>
                  </div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {toDelete !== null && <Deleting partyId={partyId} group={toDelete} close={() => setToDelete(null)} />}
    </div>
  );
}

interface DeletingProps {
  readonly partyId: string;
  readonly group: DiscountGroup;
  readonly close: () => void;
}

function Deleting({ partyId, group: { code, from }, close }: DeletingProps) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const remove = useAct(
    () =>
      answered(
        api.client.DELETE("/api/suppliers/{partyId}/discount-groups", {
          params: { path: { partyId }, query: { code, from } },
        }),
      ),
    () => {
      announce(t("book.deleted", { name: code }));
      close();
    },
  );
  return (
    <Dialog title={t("discountGroups.deleteOne", { code })} close={close}>
      <div className={panel.form}>
        <p>{t("discountGroups.deleteBody")}</p>
        <Why error={remove.error} />
        <div className={panel.buttons}>
          <Button color="danger" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
            {t("button.delete")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
