import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { DropMenu, MenuGroup, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DiscountGroups } from "./discount-groups.tsx";
import { EditPriceList } from "./edit-price-list.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { ItemsTab } from "./items-tab.tsx";
import { priceListQuery, type PriceList } from "./price-list-queries.ts";
import { bodyOf, valuesOf } from "./price-list-values.ts";
import { priceListTabs, tabOf } from "./routes.ts";
import classes from "./price-lists.module.css";

const route = getRouteApi("/a/$administration/price-lists/$list/{-$tab}");

/** One price list of a supplier: what is in it, how it is read, and what was brought in. */
export function PriceListScreen() {
  const { t } = useWords();
  const { list: id } = route.useParams();
  const query = useQuery(priceListQuery(useApi(), id));
  return (
    <div className={panel.page}>
      <BackLink to="/a/$administration/price-lists">{t("menu.priceLists")}</BackLink>
      {query.data === undefined && <PageTitle>{t("priceLists.one")}</PageTitle>}
      <Loaded query={query} rows={12}>
        {(list) => <Whole key={list.id} list={list} />}
      </Loaded>
    </div>
  );
}

function Whole({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { tab } = route.useParams();
  const here = tabOf(tab);
  return (
    <>
      <div className={panel.head}>
        <PageTitle>{list.name}</PageTitle>
        {list.isArchived && <StateChip look="skipped">{t("book.archivedChip")}</StateChip>}
        {may("items.manage") && (
          <div className={`${panel.end} ${panel.buttons}`}>
            <Actions list={list} />
            {!list.isArchived && (
              <ButtonLink to="/a/$administration/price-lists/$list/import" params={{ administration, list: list.id }}>
                {t("priceLists.importButton")}
              </ButtonLink>
            )}
          </div>
        )}
        <p className={classes.under}>
          <Link to="/a/$administration/parties/$party" params={{ administration, party: list.partyId }}>
            {list.supplierName}
          </Link>
        </p>
      </div>
      <nav className={filterClasses.tabs} aria-label={t("priceLists.tabs")}>
        {priceListTabs.map((one) => (
          <Link
            key={one}
            to="/a/$administration/price-lists/$list/{-$tab}"
            params={{ administration, list: list.id, tab: one }}
            search={{}}
            aria-current={one === here ? "page" : undefined}
            resetScroll={false}
          >
            {t(`priceLists.tab.${one}`)}
          </Link>
        ))}
      </nav>
      {here === "items" && <ItemsTab list={list} />}
      {here === "discounts" && <DiscountGroups list={list} />}
      {here === "terms" && <EditPriceList list={list} />}
      {here === "history" && <HistoryPanel list={list} />}
    </>
  );
}

/** What is done with a whole list: the webshop of its supplier, an article by hand, and putting it away. */
function Actions({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { administrationId: administration } = api;
  const { id, name, isArchived, version } = list;
  const archive = useAct(
    () =>
      answered(
        api.client.PUT("/api/price-lists/{priceListId}", {
          params: { path: { priceListId: id } },
          body: { ...bodyOf(valuesOf(list, "."), "."), version, isArchived: !isArchived },
        }),
      ),
    () => announce(isArchived ? t("book.restored", { name }) : t("book.putAway", { name })),
  );
  return (
    <>
      <Why error={archive.error} />
      <DropMenu
        side="end"
        buttonClass={classes.actions}
        button={
          <>
            <span>{t("priceLists.actionsButton")}</span>
            <IconChevronDown size={16} aria-hidden />
          </>
        }
      >
        {!isArchived && (
          <MenuGroup>
            <MenuItem
              note={t("priceLists.webshopNote")}
              onSelect={() =>
                void navigate({
                  to: "/a/$administration/purchasing/prices/new",
                  params: { administration },
                  search: { priceList: id },
                })
              }
            >
              {t("priceLists.webshop")}
            </MenuItem>
            <MenuItem
              onSelect={() =>
                void navigate({
                  to: "/a/$administration/price-lists/$list/new-item",
                  params: { administration, list: id },
                })
              }
            >
              {t("priceLists.newItem")}
            </MenuItem>
          </MenuGroup>
        )}
        <MenuGroup>
          <MenuItem onSelect={() => archive.run(undefined)}>
            {isArchived ? t("book.restoreButton") : t("book.archiveButton")}
          </MenuItem>
        </MenuGroup>
      </DropMenu>
    </>
  );
}
