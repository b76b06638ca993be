import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { importLooks } from "./earlier-imports.tsx";
import { importRowsQuery, type Import, type ImportRow } from "./import-query.ts";
import { importAddress } from "./import-address.ts";
import classes from "./import.module.css";
import { WrongRows } from "./wrong-rows.tsx";

/** What became of the file, and the way back. */
export function ResultPanel({ found }: { readonly found: Import }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { counts, state, what } = found;
  const who = (at: string | null, by: string | null): string =>
    at === null ? "" : t("book.momentBy", { moment: format.when(at), user: by ?? "" });
  const amount = (count: number): string => (count === 0 ? "" : format.count(count));
  return (
    <>
      <section className={panel.panel}>
        <h2>{found.fileName === "" ? t("import.noName") : found.fileName}</h2>
        <div className={classes.step}>
          <div>
            <StateChip look={importLooks[state]}>{t(`import.state.${state}`)}</StateChip>
          </div>
          <Facts>
            <Fact name={t("import.rows.new")}>{amount(counts?.new ?? 0)}</Fact>
            <Fact name={t("import.rows.changed")}>{amount(counts?.changed ?? 0)}</Fact>
            <Fact name={t("import.rows.unchanged")}>{amount(counts?.unchanged ?? 0)}</Fact>
            <Fact name={t("import.rows.wrong")}>{amount(counts?.wrong ?? 0)}</Fact>
            <Fact name={t("import.appliedAt")}>{who(found.appliedAt, found.appliedBy)}</Fact>
            <Fact name={t("import.undoneAt")}>{who(found.undoneAt, found.undoneBy)}</Fact>
          </Facts>
          <div className={panel.buttons}>
            {state === "applied" && <Undo found={found} />}
            <Link to={importAddress[what]} params={{ administration }} search={{}}>
              {t("import.another")}
            </Link>
          </div>
        </div>
      </section>
      {found.kept > 0 && <Kept found={found} />}
      {(counts?.wrong ?? 0) > 0 && state === "applied" && (
        <section className={panel.panel}>
          <h2>{t("import.leftOut")}</h2>
          <WrongRows found={found} />
        </section>
      )}
    </>
  );
}

function Undo({ found }: { readonly found: Import }) {
  const { t } = useWords();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const count = (found.counts?.new ?? 0) + (found.counts?.changed ?? 0);
  const undo = useAct(
    () => answered(api.client.POST("/api/imports/{importId}/undo", { params: { path: { importId: found.id } } })),
    () => setOpen(false),
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("import.undoButton")}
      </Button>
      {isOpen && (
        <Dialog title={t("import.undoTitle", { name: found.fileName })} close={() => setOpen(false)}>
          <p>{t("import.undoBody", { count })}</p>
          <Why error={undo.error} />
          <div className={panel.buttons}>
            <Button color="danger" loading={undo.isBusy} onClick={() => undo.run(undefined)}>
              {t("import.undoButton")}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t("button.cancel")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Rows that stayed as they are, with why, and the way to each. */
function Kept({ found }: { readonly found: Import }) {
  const { t } = useWords();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    importRowsQuery(useApi(), found.id, { kept: "true" }),
  );
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={panel.panel}>
      <h2>{found.state === "undone" ? t("import.kept") : t("import.keptOut")}</h2>
      <div className={panel.scroll}>
        <table className={`${classes.table} ${classes.cards}`}>
          <caption className="spoken-only">{t("import.kept")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("import.line")}</th>
              <th scope="col">{t("parties.name")}</th>
              <th scope="col">{t("import.whyKept")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <th scope="row" data-label={t("import.line")}>
                  {row.line}
                </th>
                <td>
                  <Target what={found.what} row={row} />
                </td>
                <td className={classes.mend}>
                  {row.keptReason === null ? "" : t(`import.keptReason.${row.keptReason}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("orders.more")}
        </Button>
      )}
    </section>
  );
}

function Target({ what, row }: { readonly what: Import["what"]; readonly row: ImportRow }) {
  const { administrationId: administration } = useApi();
  const name = row.fields["name"] ?? "";
  if (row.targetId === null || row.keptReason === "gone") return name;
  return what === "parties" ? (
    <Link to="/a/$administration/parties/$party" params={{ administration, party: row.targetId }}>
      {name}
    </Link>
  ) : (
    <Link to="/a/$administration/items/$item" params={{ administration, item: row.targetId }}>
      {name}
    </Link>
  );
}
