import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BookHead } from "#dashboard/parts/book-head.tsx";
import { BookList } from "#dashboard/parts/book-list.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { BookFilters } from "./book-filters.ts";
import { partiesQuery } from "./parties-query.ts";
import { PartyTable } from "./party-table.tsx";

const route = getRouteApi("/a/$administration/parties");

/** Who is sold to, and what each still has to pay. */
export function PartiesScreen() {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const filters = route.useSearch();
  const query = useInfiniteQuery(partiesQuery(useApi(), filters));
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("menu.parties")}</PageTitle>
        <div className={`${panel.end} ${panel.buttons}`}>
          <Button
            component="a"
            variant="default"
            href={`/api/parties/export?administration=${administration}`}
            download
          >
            {t("book.exportButton")}
          </Button>
          {may("parties.manage") && (
            <>
              <ButtonLink variant="default" to="/a/$administration/parties/import" params={{ administration }}>
                {t("book.importButton")}
              </ButtonLink>
              <ButtonLink to="/a/$administration/parties/new" params={{ administration }}>
                {t("parties.newButton")}
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <BookHead to="/a/$administration/parties" label={t("parties.search")} filters={filters} />
      <BookList
        key={JSON.stringify(filters)}
        query={query}
        empty={<NoParties filters={filters} />}
        end={(count) => t("parties.end", { count })}
      >
        {(rows) => <PartyTable rows={rows} />}
      </BookList>
    </div>
  );
}

/** Nothing yet is another answer than nothing with these words. */
function NoParties({ filters }: { readonly filters: BookFilters }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (Object.keys(filters).length === 0) return <p className={panel.empty}>{t("parties.emptyNew")}</p>;
  return (
    <div className={panel.empty}>
      <p>{filters.q === undefined ? t("book.noneArchived") : t("parties.emptyFilter", { words: filters.q })}</p>
      <Link to="/a/$administration/parties" params={{ administration }} search={{}}>
        {t("orders.clear")}
      </Link>
    </div>
  );
}
