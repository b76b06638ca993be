import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { ItemShow } from "./item-filters.ts";
import { priceListsQuery, type ListedPriceList } from "./price-list-queries.ts";
import classes from "./price-lists.module.css";

const route = getRouteApi("/a/$administration/price-lists");

/** What our suppliers offer, list by list, and which lists need looking after. */
export function PriceListsScreen() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const api = useApi();
  const { administrationId: administration } = api;
  const { archived = false } = route.useSearch();
  const query = useQuery(priceListsQuery(api, archived));
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("menu.priceLists")}</PageTitle>
        {may("items.manage") && (
          <div className={`${panel.end} ${panel.buttons}`}>
            <ButtonLink to="/a/$administration/price-lists/new" params={{ administration }}>
              {t("priceLists.newButton")}
            </ButtonLink>
          </div>
        )}
      </div>
      {/* A page of its own, outside of this one's routes. */}
      <p className="quiet">
        <a href="/catalogue/">{t("priceLists.program")}</a>
      </p>
      <Loaded query={query} rows={8}>
        {({ items }) =>
          items.length > 0 ? (
            <Lists rows={items} />
          ) : (
            <p className={panel.empty}>{archived ? t("book.noneArchived") : t("priceLists.emptyNew")}</p>
          )
        }
      </Loaded>
      <search className={filterClasses.filters}>
        <Button
          variant={archived ? "light" : "default"}
          aria-pressed={archived}
          onClick={() =>
            void navigate({
              to: "/a/$administration/price-lists",
              params: { administration },
              search: archived ? {} : { archived: true },
              replace: true,
            })
          }
        >
          {t("book.archived")}
        </Button>
      </search>
    </div>
  );
}

function Lists({ rows }: { readonly rows: readonly ListedPriceList[] }) {
  const { t } = useWords();
  const columns = [
    t("priceLists.supplier"),
    t("priceLists.list"),
    t("priceLists.items"),
    t("priceLists.withoutNet"),
    t("priceLists.gone"),
    t("book.changedAt"),
  ];
  return (
    <RowTable
      className={classes.lists}
      caption={t("priceLists.caption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row && <Row row={row} index={index} />;
      }}
    />
  );
}

function Row({ row, index }: { readonly row: ListedPriceList; readonly index: number }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, supplierName, name, items, withoutNet, notInList, changedAt } = row;
  const only = (show: ItemShow, count: number, label: string) =>
    count > 0 && (
      <Link to="/a/$administration/price-lists/$list/{-$tab}" params={{ administration, list: id }} search={{ show }}>
        {format.count(count)}
        <span className={classes.spelled}> {label}</span>
      </Link>
    );
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.supplier}>{supplierName}</td>
      <td className={classes.name}>
        <Link to="/a/$administration/price-lists/$list/{-$tab}" params={{ administration, list: id }} data-row={index}>
          {name}
        </Link>
      </td>
      <td className={classes.count}>
        {items === 0 ? (
          <span className="quiet">{t("priceLists.noneYet")}</span>
        ) : (
          <>
            {format.count(items)} <span className={classes.spelled}>{t("priceLists.itemsOf")}</span>
          </>
        )}
      </td>
      <td className={classes.without}>{only("noNet", withoutNet, t("priceLists.withoutNetOf"))}</td>
      <td className={classes.gone}>{only("gone", notInList, t("priceLists.goneOf"))}</td>
      <td className={classes.changed}>{format.when(changedAt)}</td>
    </tr>
  );
}
