import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EditSupplierItem } from "./edit-supplier-item.tsx";
import { OwnItemPanel } from "./own-item-panel.tsx";
import { plainGtin } from "./plain-gtin.ts";
import { PriceHistory } from "./price-history.tsx";
import { PricePanel } from "./price-panel.tsx";
import { supplierItemQuery, type SupplierItem } from "./supplier-item-query.ts";
import classes from "./supplier-item.module.css";

const route = getRouteApi("/a/$administration/supplier-items/$supplierItem");

/** One article of a supplier: what it costs us, how that came about, and which own item it is. */
export function SupplierItemScreen() {
  const { t } = useWords();
  const { supplierItem: id } = route.useParams();
  const query = useQuery(supplierItemQuery(useApi(), id));
  return (
    <div className={panel.page}>
      {query.data === undefined && <PageTitle>{t("supplierItem.one")}</PageTitle>}
      <Loaded query={query} rows={12}>
        {(item) => <Whole key={item.id} item={item} />}
      </Loaded>
    </div>
  );
}

function Whole({ item }: { readonly item: SupplierItem }) {
  const { t, format } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { edit = false } = route.useSearch();
  const isEditing = edit && may("items.manage");
  return (
    <>
      <nav>
        <Link
          to="/a/$administration/price-lists/$list/{-$tab}"
          params={{ administration, list: item.priceListId }}
          aria-keyshortcuts="Escape"
        >
          ‹ {item.priceListName}
        </Link>
      </nav>
      <div className={panel.head}>
        <PageTitle>{item.name === "" ? item.suppliersItemIdentifier : item.name}</PageTitle>
        {item.notInListSince !== null && (
          <StateChip look="skipped">
            {t("supplierItem.goneSince", { day: format.day(format.dayOf(item.notInListSince)) })}
          </StateChip>
        )}
        {item.priceStatus !== "ok" && (
          <StateChip look="unknown">{t(`supplierItem.status.${item.priceStatus}`)}</StateChip>
        )}
        {may("items.manage") && !isEditing && (
          <div className={`${panel.end} ${panel.buttons}`}>
            <ButtonLink
              variant="default"
              to="/a/$administration/supplier-items/$supplierItem"
              params={{ administration, supplierItem: item.id }}
              search={{ edit: true }}
              aria-keyshortcuts="e"
            >
              {t("button.edit")}
            </ButtonLink>
          </div>
        )}
      </div>
      {isEditing ? (
        <EditSupplierItem item={item} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.column}>
            <PricePanel item={item} />
            <PriceHistory item={item} />
          </div>
          <div className={classes.column}>
            <OwnItemPanel item={item} />
            <About item={item} />
          </div>
        </div>
      )}
    </>
  );
}

function About({ item }: { readonly item: SupplierItem }) {
  const { t, format } = useWords();
  const units = useUnits();
  const { administrationId: administration } = useApi();
  const quantity = (value: string | null, code: string): string => (value === null ? "" : units.of(value, code));
  const { orderUnitCode, perOrderUnit, basisUnitCode, usePerOrder, useUnitCode } = item;
  const day = (value: string | null): string => (value === null ? "" : format.day(value));
  return (
    <section className={panel.panel}>
      <h2>{t("supplierItem.one")}</h2>
      <Facts>
        <Fact name={t("priceLists.supplier")}>
          <Link to="/a/$administration/parties/$party" params={{ administration, party: item.partyId }}>
            {item.supplierName}
          </Link>
        </Fact>
        <Fact name={t("supplierItem.code")}>{item.suppliersItemIdentifier}</Fact>
        <Fact name={t("supplierItem.brandName")}>{item.brandName}</Fact>
        <Fact name={t("supplierItem.maker")}>{item.manufacturersItemIdentifier}</Fact>
        <Fact name={t("supplierItem.gtin")}>{plainGtin(item.gtin)}</Fact>
        <Fact name={t("supplierItem.group")}>{item.category}</Fact>
        <Fact name={t("discountGroups.code")}>{item.discountGroup}</Fact>
        <Fact name={t("supplierItem.orderUnit")}>
          {orderUnitCode === basisUnitCode
            ? units.one(orderUnitCode)
            : t("supplierItem.unitOf", {
                unit: units.one(orderUnitCode),
                content: units.of(perOrderUnit, basisUnitCode),
              })}
        </Fact>
        <Fact name={t("supplierItem.useUnit")}>
          {useUnitCode === orderUnitCode || useUnitCode === basisUnitCode
            ? ""
            : t("supplierItem.unitOf", {
                unit: units.one(orderUnitCode),
                content: units.of(usePerOrder, useUnitCode),
              })}
        </Fact>
        <Fact name={t("supplierItem.minimum")}>{quantity(item.minimum, orderUnitCode)}</Fact>
        <Fact name={t("supplierItem.multiple")}>{quantity(item.multiple, orderUnitCode)}</Fact>
        <Fact name={t("supplierItem.pack")}>{quantity(item.packQuantity, orderUnitCode)}</Fact>
        <Fact name={t("items.vat")}>{item.vatRate === null ? "" : format.percent(item.vatRate)}</Fact>
        <Fact name={t("discountGroups.validFrom")}>{day(item.validFrom)}</Fact>
        <Fact name={t("discountGroups.validTo")}>{day(item.validTo)}</Fact>
        <Fact name={t("book.changedAt")}>
          {item.changedBy === ""
            ? format.when(item.changedAt)
            : t("book.momentBy", { moment: format.when(item.changedAt), user: item.changedBy })}
        </Fact>
      </Facts>
    </section>
  );
}
