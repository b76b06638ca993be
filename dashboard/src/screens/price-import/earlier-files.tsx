import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import { batchLooks } from "#dashboard/screens/price-lists/history-panel.tsx";
import { batchesQuery, type PriceBatch, type PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { priceImportsQuery, type PriceImport } from "./price-import-queries.ts";

const looks = {
  uploading: "waiting",
  uploaded: "waiting",
  reading: "busy",
  previewed: "waiting",
  applying: "busy",
  applied: "done",
  failed: "failed",
} as const satisfies Readonly<Record<PriceImport["state"], string>>;

/** Files of this list that were brought in before; nothing while there is none. */
export function EarlierFiles({ list }: { readonly list: PriceList }) {
  const { t, format } = useWords();
  const api = useApi();
  const query = useQuery(priceImportsQuery(api, list.id));
  const batches = useQuery(batchesQuery(api, list.id)).data?.items ?? [];
  return (
    <Loaded query={query} rows={2}>
      {({ items }) =>
        items.length > 0 && (
          <section className={panel.panel}>
            <h2>{t("import.earlier")}</h2>
            <div className={panel.scroll}>
              <table className={`${importClasses.table} ${importClasses.cards}`}>
                <caption className="spoken-only">{t("import.earlier")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("import.fileName")}</th>
                    <th scope="col">{t("orders.state")}</th>
                    <th scope="col">{t("import.when")}</th>
                    <th scope="col">{t("import.by")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, batchId, fileName, state, createdAt, createdBy }) => (
                    <tr key={id}>
                      <th scope="row">
                        <Link
                          to="/a/$administration/price-lists/$list/import"
                          params={{ administration: api.administrationId, list: list.id }}
                          search={{ import: id }}
                        >
                          {fileName === "" ? t("import.noName") : fileName}
                        </Link>
                      </th>
                      <td>
                        <FileState state={state} batch={batches.find((one) => one.id === batchId)} />
                      </td>
                      <td>{format.when(createdAt)}</td>
                      <td>{createdBy}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        )
      }
    </Loaded>
  );
}

interface StateProps {
  readonly state: PriceImport["state"];
  readonly batch: PriceBatch | undefined;
}

/** Once a file was taken over, what became of that says more than the file. */
function FileState({ state, batch }: StateProps) {
  const { t } = useWords();
  return state === "applied" && batch !== undefined ? (
    <StateChip look={batchLooks[batch.state]}>{t(`priceHistory.state.${batch.state}`)}</StateChip>
  ) : (
    <StateChip look={looks[state]}>{t(`priceImport.state.${state}`)}</StateChip>
  );
}
