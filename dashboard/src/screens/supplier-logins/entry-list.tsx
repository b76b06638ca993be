import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierEntry } from "./supplier-queries.ts";
import classes from "./suppliers.module.css";

interface Props {
  readonly entries: readonly SupplierEntry[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

/** What is set up in this function: several logins of one supplier stand below each other. */
export function EntryList({ entries, chosen, choose }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h2>{t("suppliers.entries")}</h2>
      {entries.length === 0 && <p className="quiet">{t("suppliers.noEntries")}</p>}
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={classes.entry}
              data-opens
              aria-current={entry.id === chosen ? "true" : undefined}
              onClick={() => choose(entry.id)}
            >
              <span>{entry.alias}</span>
              <span className="quiet small">
                {[
                  entry.partyName ?? entry.supplier,
                  t(entry.isMine ? "suppliers.mine" : "suppliers.everybody"),
                  t(stateText(entry)),
                ].join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How its login stands, in words. */
function stateText({ state, isByUpload }: SupplierEntry) {
  if (isByUpload) return "suppliers.byFile" as const;
  if (state === null) return "suppliers.noLogin" as const;
  if (state === "reconnect") return "suppliers.refused" as const;
  if (state === "paused") return "suppliers.paused" as const;
  return state === "connected" ? ("suppliers.works" as const) : ("suppliers.untested" as const);
}
