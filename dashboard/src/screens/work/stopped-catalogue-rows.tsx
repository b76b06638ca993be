import { Link } from "@tanstack/react-router";
import type { Schemas } from "#dashboard/api/client.ts";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./work.module.css";

/** Products, stock and customers that do not get into a shop: one row per coupling, and the way to its records. */
export function StoppedCatalogueRows({ catalogues }: { readonly catalogues: readonly Schemas["StoppedCatalogue"][] }) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  return catalogues.map(({ couplingId, title, count, since }) => (
    <li key={couplingId} className={classes.cause}>
      <div className={classes.row}>
        <StateShape look="act" size={20} />
        <div className={classes.words}>
          <Link
            to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
            params={{ administration, catalogue: couplingId, tab: count === 0 ? undefined : "records" }}
            search={count === 0 ? {} : { group: "act" }}
          >
            {title}
          </Link>
          <span className="quiet">{t("cause.since", { time: format.when(since) })}</span>
        </div>
      </div>
    </li>
  ));
}
