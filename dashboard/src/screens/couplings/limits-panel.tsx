import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./couplings.module.css";
import { limitsQuery } from "./couplings-queries.ts";

/** What this coupling does not do, so that nobody counts on it. */
export function LimitsPanel({ couplingId }: { readonly couplingId: string }) {
  const { t } = useWords();
  const query = useQuery(limitsQuery(useApi(), couplingId));
  return (
    <section className={panel.panel} aria-labelledby="coupling-limits">
      <h2 id="coupling-limits">{t("couplings.limits")}</h2>
      <Loaded query={query} rows={4}>
        {({ items }) => (
          <ul className={classes.begins}>
            {items.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
