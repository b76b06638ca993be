import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BookList } from "#dashboard/parts/book-list.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { oneOf } from "#dashboard/parts/search-values.ts";
import { priceImportsQuery } from "#dashboard/screens/price-import/price-import-queries.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { itemShows, type ItemFilters } from "./item-filters.ts";
import { CatalogueTable } from "./catalogue-table.tsx";
import { catalogueQuery, type PriceList } from "./price-list-queries.ts";

const route = getRouteApi("/a/$administration/price-lists/$list/{-$tab}");

/** The articles of a list: all of them by code, those that lack something, or what is searched for. */
export function ItemsTab({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const navigate = useNavigate();
  const filters = route.useSearch();
  const query = useInfiniteQuery(catalogueQuery(api, list.id, filters));
  const corrected = query.data?.pages[0]?.corrected ?? null;
  const { administrationId: administration } = api;
  const go = (search: ItemFilters): void =>
    void navigate({
      to: "/a/$administration/price-lists/$list/{-$tab}",
      params: { administration, list: list.id, tab: "items" },
      search,
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      {may("items.manage") && <Waiting list={list} />}
      <search className={filterClasses.filters}>
        <QueryField
          label={t("priceLists.search")}
          value={filters.q ?? ""}
          onChange={(words) => go(words === "" ? {} : { q: words })}
        />
        {/* Searching goes through all of it. */}
        {filters.q === undefined && (
          <FilterSelect
            label={t("priceLists.show")}
            value={filters.show}
            all={t("priceLists.show.all")}
            options={itemShows.map((one) => ({ value: one, label: t(`priceLists.show.${one}`) }))}
            onChange={(value) => {
              const show = oneOf(itemShows, value);
              go(show === undefined ? {} : { show });
            }}
          />
        )}
      </search>
      {corrected !== null && <p className="quiet">{t("priceLists.corrected", { words: corrected })}</p>}
      <BookList
        key={JSON.stringify(filters)}
        query={query}
        empty={<NoItems list={list} filters={filters} />}
        end={(count) => t("priceLists.end", { count })}
      >
        {(rows) => <CatalogueTable rows={rows} />}
      </BookList>
    </>
  );
}

/** A file that was read and waits: its prices stand in that file, not in the list. */
function Waiting({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const api = useApi();
  const { data } = useQuery(priceImportsQuery(api, list.id));
  const newest = data?.items[0];
  if (newest?.state !== "previewed") return null;
  const count = newest.counts["suspicious"] ?? 0;
  return (
    <Notice
      look={count > 0 ? "act" : "waiting"}
      actions={
        <Link
          to="/a/$administration/price-lists/$list/import"
          params={{ administration: api.administrationId, list: list.id }}
          search={{ import: newest.id }}
        >
          {t("priceLists.waitingLook")}
        </Link>
      }
    >
      <p>
        {t("priceLists.waiting", { file: newest.fileName })}
        {count > 0 && ` ${t("priceLists.suspicious", { count })}`}
      </p>
    </Notice>
  );
}

/** A list without articles is another answer than nothing with these words. */
function NoItems({ list, filters }: { readonly list: PriceList; readonly filters: ItemFilters }) {
  const { t } = useWords();
  const may = useMay();
  const params = { administration: useApi().administrationId, list: list.id };
  if (Object.keys(filters).length === 0)
    return (
      <div className={panel.empty}>
        <p>{t("priceLists.emptyList")}</p>
        {may("items.manage") && (
          <ButtonLink to="/a/$administration/price-lists/$list/import" params={params}>
            {t("priceLists.importButton")}
          </ButtonLink>
        )}
      </div>
    );
  return (
    <div className={panel.empty}>
      <p>{filters.q === undefined ? t("priceLists.noneSuch") : t("items.emptyFilter", { words: filters.q })}</p>
      <Link to="/a/$administration/price-lists/$list/{-$tab}" params={params} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  );
}
