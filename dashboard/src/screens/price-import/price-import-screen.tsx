import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { priceListQuery, type PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Chosen } from "./chosen.ts";
import { EarlierFiles } from "./earlier-files.tsx";
import { PriceColumns } from "./price-columns.tsx";
import classes from "./price-import.module.css";
import { priceImportQuery, type PriceImport, type StagedRow } from "./price-import-queries.ts";
import { PricePreview } from "./price-preview.tsx";
import { PriceProgress } from "./price-progress.tsx";
import { PriceResult } from "./price-result.tsx";
import { PriceUpload } from "./price-upload.tsx";
import { SampleRows } from "./sample-rows.tsx";

const route = getRouteApi("/a/$administration/price-lists/$list/import");

/** A file of prices, step by step: how it is read, what would change, and taking it over. */
export function PriceImportScreen() {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const { list: id } = route.useParams();
  const query = useQuery(priceListQuery(api, id));
  return (
    <div className={panel.page}>
      <nav>
        <Link
          to="/a/$administration/price-lists/$list/{-$tab}"
          params={{ administration, list: id }}
          aria-keyshortcuts="Escape"
        >
          ‹ {query.data?.name ?? t("priceLists.one")}
        </Link>
      </nav>
      <PageTitle>{t("priceImport.title")}</PageTitle>
      <Loaded query={query} rows={8}>
        {(list) => <Whole list={list} />}
      </Loaded>
    </div>
  );
}

function Whole({ list }: { readonly list: PriceList }) {
  const navigate = useNavigate();
  const { administrationId: administration } = useApi();
  const chosen = route.useSearch();
  const go = (search: Chosen): void =>
    void navigate({
      to: "/a/$administration/price-lists/$list/import",
      params: { administration, list: list.id },
      search,
      resetScroll: false,
    });
  return chosen.import === undefined ? (
    <>
      <PriceUpload list={list} onDone={(made) => go({ import: made })} />
      <EarlierFiles list={list} />
    </>
  ) : (
    <OneFile key={chosen.import} id={chosen.import} list={list} rows={chosen.rows} go={go} />
  );
}

interface OneProps {
  readonly id: string;
  readonly list: PriceList;
  readonly rows: Chosen["rows"];
  readonly go: (search: Chosen) => void;
}

function OneFile({ id, ...rest }: OneProps) {
  const query = useQuery(priceImportQuery(useApi(), id));
  return (
    <Loaded query={query} rows={10}>
      {(found) => <Steps found={found} {...rest} />}
    </Loaded>
  );
}

function Steps({ found, list, rows, go }: Omit<OneProps, "id"> & { readonly found: PriceImport }) {
  const { t } = useWords();
  // The hub shows the first ones while it reads the rest.
  const [first, setFirst] = useState<readonly StagedRow[]>([]);
  if (found.state === "applied") return <PriceResult found={found} list={list} />;
  if (found.state === "applying") return <PriceProgress found={found} />;
  const columns = (
    <PriceColumns
      // Read in another way, the columns are others.
      key={JSON.stringify([found.format, found.columns])}
      found={found}
      list={list}
      onLooked={setFirst}
      onGone={() => go({})}
    />
  );
  if (found.state === "reading")
    return (
      <>
        <PriceProgress found={found} />
        <SampleRows found={found} first={first} />
      </>
    );
  return (
    <>
      {found.failure !== "" && (
        <Notice look="failed">
          <p role="alert">{found.failure}</p>
        </Notice>
      )}
      {found.state === "uploading" && (
        <Notice look="act">
          <p>{t("priceImport.halfway")}</p>
        </Notice>
      )}
      {found.state === "previewed" && (
        <PricePreview found={found} list={list} rows={rows} onRows={(kind) => go({ import: found.id, rows: kind })} />
      )}
      {found.state === "previewed" ? (
        <details className={classes.folded}>
          <summary>{t("priceImport.columnsAgain")}</summary>
          {columns}
        </details>
      ) : (
        columns
      )}
      {found.state === "previewed" && <SampleRows found={found} first={first} />}
    </>
  );
}
