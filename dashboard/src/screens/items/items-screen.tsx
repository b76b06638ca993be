import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BookHead } from "#dashboard/parts/book-head.tsx";
import { BookList } from "#dashboard/parts/book-list.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import type { BookFilters } from "#dashboard/screens/parties/book-filters.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ItemTable } from "./item-table.tsx";
import { itemsQuery } from "./items-query.ts";

const route = getRouteApi("/a/$administration/items");

/** What is sold: at what price, and how much of it is there. */
export function ItemsScreen() {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const { administrationId: administration } = api;
  const filters = route.useSearch();
  const query = useInfiniteQuery(itemsQuery(api, filters));
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("menu.items")}</PageTitle>
        <div className={`${panel.end} ${panel.buttons}`}>
          <Button component="a" variant="default" href={`/api/items/export?administration=${administration}`} download>
            {t("book.exportButton")}
          </Button>
          {may("items.manage") && (
            <>
              <ButtonLink variant="default" to="/a/$administration/items/import" params={{ administration }}>
                {t("book.importButton")}
              </ButtonLink>
              <ButtonLink to="/a/$administration/items/new" params={{ administration }}>
                {t("items.newButton")}
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <BookHead to="/a/$administration/items" label={t("items.search")} filters={filters} />
      <BookList
        key={JSON.stringify(filters)}
        query={query}
        empty={<NoItems filters={filters} />}
        end={(count) => t("items.end", { count })}
      >
        {(rows) => <ItemTable rows={rows} />}
      </BookList>
    </div>
  );
}

/** Nothing yet is another answer than nothing with these words. */
function NoItems({ filters }: { readonly filters: BookFilters }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (Object.keys(filters).length === 0) return <p className={panel.empty}>{t("items.emptyNew")}</p>;
  return (
    <div className={panel.empty}>
      <p>{filters.q === undefined ? t("book.noneArchived") : t("items.emptyFilter", { words: filters.q })}</p>
      <Link to="/a/$administration/items" params={{ administration }} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  );
}
