import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { importAddress } from "./import-address.ts";
import classes from "./import.module.css";
import { importsQuery, type Import, type What } from "./import-query.ts";

export const importLooks = {
  uploaded: "waiting",
  previewed: "waiting",
  applying: "busy",
  applied: "done",
  undoing: "busy",
  undone: "skipped",
} as const satisfies Readonly<Record<Import["state"], string>>;

/** What was brought in before; nothing while there is none. */
export function EarlierImports({ what }: { readonly what: What }) {
  const { t } = useWords();
  const query = useQuery(importsQuery(useApi()));
  return (
    <Loaded query={query} rows={2}>
      {({ items }) => {
        const own = items.filter((one) => one.what === what);
        if (own.length === 0) return null;
        return (
          <section className={panel.panel}>
            <h2>{t("import.earlier")}</h2>
            <div className={panel.scroll}>
              <table className={classes.table}>
                <caption className="spoken-only">{t("import.earlier")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("import.fileName")}</th>
                    <th scope="col">{t("orders.state")}</th>
                    <th scope="col">{t("import.rows")}</th>
                    <th scope="col">{t("import.when")}</th>
                    <th scope="col">{t("import.by")}</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((one) => (
                    <Row key={one.id} one={one} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      }}
    </Loaded>
  );
}

function Row({ one }: { readonly one: Import }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, what, fileName, state, counts, createdAt, createdBy } = one;
  const total = counts === null ? null : counts.new + counts.changed + counts.unchanged + counts.wrong;
  return (
    <tr>
      <th scope="row">
        <Link to={importAddress[what]} params={{ administration }} search={{ import: id }}>
          {fileName === "" ? t("import.noName") : fileName}
        </Link>
      </th>
      <td>
        <StateChip look={importLooks[state]}>{t(`import.state.${state}`)}</StateChip>
      </td>
      <td>{total === null ? "" : format.count(total)}</td>
      <td>{format.when(createdAt)}</td>
      <td>{createdBy}</td>
    </tr>
  );
}
