import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { BackLink } from "#dashboard/parts/back-link.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Chosen } from "./chosen.ts";
import { EarlierImports } from "./earlier-imports.tsx";
import { importAddress } from "./import-address.ts";
import { importQuery, isBusy, type Import, type What } from "./import-query.ts";
import { ColumnsPanel } from "./columns-panel.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { ProgressPanel } from "./progress-panel.tsx";
import { ResultPanel } from "./result-panel.tsx";
import { UploadPanel } from "./upload-panel.tsx";

const partiesRoute = getRouteApi("/a/$administration/parties/import");
const itemsRoute = getRouteApi("/a/$administration/items/import");

export const PartiesImportScreen = () => <ImportScreen what="parties" chosen={partiesRoute.useSearch()} />;
export const ItemsImportScreen = () => <ImportScreen what="items" chosen={itemsRoute.useSearch()} />;

interface Props {
  readonly what: What;
  readonly chosen: Chosen;
}

/** A file from another program, step by step: what it is, what would become of it, and back again. */
function ImportScreen({ what, chosen }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { administrationId: administration } = useApi();
  const go = (search: Chosen): void =>
    void navigate({ to: importAddress[what], params: { administration }, search, resetScroll: false });
  const { import: id } = chosen;
  return (
    <div className={panel.page}>
      <BackLink to={`/a/$administration/${what}`}>{t(`menu.${what}`)}</BackLink>
      <PageTitle>{t(`import.title.${what}`)}</PageTitle>
      {id === undefined ? (
        <>
          <UploadPanel what={what} onDone={(made) => go({ import: made })} />
          <EarlierImports what={what} />
        </>
      ) : (
        <OneImport key={id} id={id} rows={chosen.rows} go={go} />
      )}
    </div>
  );
}

interface OneProps {
  readonly id: string;
  readonly rows: Chosen["rows"];
  readonly go: (search: Chosen) => void;
}

function OneImport({ id, rows, go }: OneProps) {
  const query = useQuery(importQuery(useApi(), id));
  return (
    <Loaded query={query} rows={10}>
      {(found) => <Steps found={found} rows={rows} go={go} />}
    </Loaded>
  );
}

function Steps({ found, rows, go }: Omit<OneProps, "id"> & { readonly found: Import }) {
  if (isBusy(found)) return <ProgressPanel found={found} />;
  if (found.state === "applied" || found.state === "undone") return <ResultPanel found={found} />;
  return (
    <>
      {/* Read in another way, the columns are others. */}
      <ColumnsPanel key={JSON.stringify(found.format)} found={found} onGone={() => go({})} />
      {found.state === "previewed" && (
        <PreviewPanel found={found} rows={rows} onRows={(state) => go({ import: found.id, rows: state })} />
      )}
    </>
  );
}
