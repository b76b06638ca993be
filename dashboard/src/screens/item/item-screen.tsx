import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { itemQuery, unitsQuery, type ItemPage } from "#dashboard/screens/items/items-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EditItem } from "./edit-item.tsx";
import { ItemEnd } from "./item-end.tsx";
import type { ItemPlace } from "./item-tabs.ts";
import classes from "./item.module.css";
import { PricesTab } from "./prices-tab.tsx";
import { PropertiesTab } from "./properties-tab.tsx";
import { SuppliersTab } from "./suppliers-tab.tsx";

const route = getRouteApi("/a/$administration/items/$item");

/** One item: its price, its codes, who sells it to us, and what is on hand. */
export function ItemScreen() {
  const { t } = useWords();
  const { item: id } = route.useParams();
  const query = useQuery(itemQuery(useApi(), id));
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/items">{t("menu.items")}</BackLink>
      {query.data === undefined && <PageTitle>{t("items.one")}</PageTitle>}
      <Loaded query={query} rows={8}>
        {(item) => <Whole key={item.id} item={item} />}
      </Loaded>
    </div>
  );
}

function Whole({ item }: { readonly item: ItemPage }) {
  const { t } = useWords();
  const may = useMay();
  const { tab } = route.useSearch();
  const isGeneral = tab === undefined || tab === "properties";
  return (
    <>
      <div className={panel.head}>
        <PageTitle>{item.name}</PageTitle>
        {item.isArchived && <StateChip look="skipped">{t("book.archivedChip")}</StateChip>}
        {may("items.manage") && (
          <div className={`${panel.end} ${panel.buttons}`}>
            <ItemEnd item={item} />
          </div>
        )}
      </div>
      <nav className={filterClasses.tabs} aria-label={t("item.tabs")}>
        <Tab item={item} isHere={isGeneral} name={t("item.tab.general")} />
        <Tab item={item} tab="suppliers" isHere={tab === "suppliers"} name={t("item.suppliers")} />
        <Tab item={item} tab="prices" isHere={tab === "prices"} name={t("item.tab.prices")} />
      </nav>
      {isGeneral && (
        <nav className={classes.parts} aria-label={t("item.tab.general")}>
          <Tab item={item} isHere={tab === undefined} name={t("items.one")} />
          <Tab item={item} tab="properties" isHere={tab === "properties"} name={t("item.tab.properties")} />
        </nav>
      )}
      {tab === undefined && <General item={item} />}
      {tab === "properties" && <PropertiesTab item={item} />}
      {tab === "suppliers" && <SuppliersTab item={item} />}
      {tab === "prices" && <PricesTab item={item} />}
    </>
  );
}

interface TabProps extends ItemPlace {
  readonly item: ItemPage;
  readonly isHere: boolean;
  readonly name: string;
}

function Tab({ item, tab, isHere, name }: TabProps) {
  const { administrationId: administration } = useApi();
  return (
    <Link
      to="/a/$administration/items/$item"
      params={{ administration, item: item.id }}
      search={tab === undefined ? {} : { tab }}
      // Without it the tab of no tab would count as the present one on all of them.
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={isHere ? "page" : undefined}
      resetScroll={false}
    >
      {name}
    </Link>
  );
}

function General({ item }: { readonly item: ItemPage }) {
  const { t, format, language } = useWords();
  const may = useMay();
  const units = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const unit = units.find(({ code }) => code === item.unitCode);
  const onHand = `${format.decimal(item.onHand)} ${unit?.several ?? item.unitCode}`;
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      {may("items.manage") ? (
        <EditItem item={item} onHand={item.countsStock ? onHand : null} />
      ) : (
        <Facts>
          <Fact name={t("items.code")}>{item.sellersItemIdentifier}</Fact>
          <Fact name={t("item.price")}>
            {item.salesPrice === null ? t("items.noPrice") : format.price(item.salesPrice)}
          </Fact>
          <Fact name={t("item.vat")}>{item.vatRate === null ? "" : format.percent(item.vatRate)}</Fact>
          <Fact name={t("items.onHand")}>{item.countsStock ? onHand : t("items.notCounted")}</Fact>
          <Fact name={t("items.unit")}>{unit?.one ?? item.unitCode}</Fact>
        </Facts>
      )}
      {!item.mayDelete && may("items.manage") && <p className="small quiet">{t("book.mayNotDelete")}</p>}
    </section>
  );
}
