import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ItemSupplierDialog } from "./item-supplier-dialog.tsx";
import { itemSuppliersQuery, type ItemSupplier } from "./item-tab-queries.ts";
import classes from "./item.module.css";

/** Who we can buy an item from: one code per supplier, and what it costs there. */
export function SuppliersTab({ item }: { readonly item: ItemPage }) {
  const { t, country } = useWords();
  const may = useMay();
  const [edited, setEdited] = useState<ItemSupplier | "new" | null>(null);
  const [removed, setRemoved] = useState<ItemSupplier | null>(null);
  const query = useQuery(itemSuppliersQuery(useApi(), item.id));
  return (
    <section className={panel.panel}>
      <h2>{t("item.suppliers")}</h2>
      <Loaded query={query} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={panel.empty}>{t("item.suppliersEmpty")}</p>
          ) : (
            <div className={panel.scroll}>
              <table className={`${importClasses.table} ${importClasses.cards} ${classes.suppliers}`}>
                <caption className="spoken-only">{t("item.suppliers")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("priceLists.supplier")}</th>
                    <th scope="col">{t("supplierItem.code")}</th>
                    <th scope="col">{t("item.purchasePrice", { context: country })}</th>
                    <th scope="col">{t("supplierItem.cost")}</th>
                    <th scope="col">{t("item.inLists")}</th>
                    <th scope="col">
                      <span className="spoken-only">{t("priceLists.actionsButton")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <Row
                      key={one.partyId}
                      one={one}
                      item={item}
                      edit={() => setEdited(one)}
                      remove={() => setRemoved(one)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {may("items.manage") && (
        <div className={`${panel.buttons} ${importClasses.after}`}>
          <Button variant="default" onClick={() => setEdited("new")}>
            {t("item.supplierAddButton")}
          </Button>
        </div>
      )}
      {edited !== null && (
        <ItemSupplierDialog item={item} supplier={edited === "new" ? null : edited} close={() => setEdited(null)} />
      )}
      {removed !== null && <Removing item={item} supplier={removed} close={() => setRemoved(null)} />}
    </section>
  );
}

interface RowProps {
  readonly one: ItemSupplier;
  readonly item: ItemPage;
  readonly edit: () => void;
  readonly remove: () => void;
}

function Row({ one, item, edit, remove }: RowProps) {
  const { t, format, country } = useWords();
  const may = useMay();
  const units = useUnits();
  const { administrationId: administration } = useApi();
  const { supplierName: supplier, purchasePrice, priceQuantity, priceUnitCode, currency, cost, inLists } = one;
  return (
    <tr>
      <th scope="row">
        <span className={classes.supplier}>
          <Link to="/a/$administration/parties/$party" params={{ administration, party: one.partyId }}>
            {supplier}
          </Link>
          {one.isPreferred && <StateChip look="done">{t("item.preferred")}</StateChip>}
        </span>
      </th>
      <td data-label={t("supplierItem.code")}>{one.suppliersItemIdentifier}</td>
      <td className={classes.amount} data-label={t("item.purchasePrice", { context: country })}>
        {purchasePrice === null ? (
          <span className="quiet">{t("items.noPrice")}</span>
        ) : (
          `${format.price(purchasePrice, currency)} ${units.per(priceQuantity, priceUnitCode)}`
        )}
      </td>
      <td className={classes.amount} data-label={t("supplierItem.cost")}>
        {cost !== null &&
          t("supplierItem.perUnit", { price: format.cost(cost, currency), unit: units.one(item.unitCode) })}
      </td>
      <td className={classes.amount} {...(inLists.length > 0 && { "data-label": t("item.inLists") })}>
        {inLists.map((found) => (
          <div key={found.supplierItemId}>
            <Link
              to="/a/$administration/supplier-items/$supplierItem"
              params={{ administration, supplierItem: found.supplierItemId }}
            >
              {found.cost === null ? t("items.noPrice") : format.cost(found.cost, found.currency)}
            </Link>{" "}
            <span className="quiet small">
              {found.isInList ? format.day(format.dayOf(found.pricedAt)) : t("supplierItem.gone")}
            </span>
          </div>
        ))}
      </td>
      <td>
        {may("items.manage") && (
          <div className={panel.buttons}>
            <Button
              variant="default"
              size="compact-md"
              aria-label={t("item.supplierEditOne", { supplier })}
              onClick={edit}
            >
              {t("button.edit")}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("item.supplierRemoveOne", { supplier })}
              onClick={remove}
            >
              {t("item.supplierRemoveButton")}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

interface RemovingProps {
  readonly item: ItemPage;
  readonly supplier: ItemSupplier;
  readonly close: () => void;
}

function Removing({ item, supplier: { partyId, supplierName: supplier }, close }: RemovingProps) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const remove = useAct(
    () =>
      answered(
        api.client.DELETE("/api/items/{itemId}/suppliers/{partyId}", {
          params: { path: { itemId: item.id, partyId } },
        }),
      ),
    () => {
      announce(t("book.deleted", { name: supplier }));
      close();
    },
  );
  return (
    <Dialog title={t("item.supplierRemoveOne", { supplier })} close={close}>
      <div className={panel.form}>
        <p>{t("item.supplierRemoveBody")}</p>
        <Why error={remove.error} />
        <div className={panel.buttons}>
          <Button color="danger" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
            {t("item.supplierRemoveButton")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
