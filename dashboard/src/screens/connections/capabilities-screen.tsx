import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./capabilities.module.css";
import { capabilitiesQuery, type Capabilities } from "./connection-queries.ts";

const evidences = ["recording", "documentation", "inferred"] as const;

/** What Schakel can do with each system, and how sure that is. */
export function CapabilitiesScreen() {
  const { t } = useWords();
  const query = useQuery(capabilitiesQuery(useApi()));
  return (
    <div className={panel.page}>
      <PageTitle>{t("capabilities.title")}</PageTitle>
      <p>{t("capabilities.intro")}</p>
      <dl className={classes.legend}>
        {evidences.map((evidence) => (
          <div key={evidence}>
            <dt data-evidence={evidence}>{t(`capabilities.${evidence}`)}</dt>
            <dd className="quiet">{t(`capabilities.means.${evidence}`)}</dd>
          </div>
        ))}
      </dl>
      <Loaded query={query} rows={12}>
        {(all) => (
          // Wider than a phone: scrolled by finger or arrow keys.
          <div className={classes.box} tabIndex={0} role="region" aria-label={t("capabilities.table")}>
            <Matrix {...all} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Matrix({ operations, items }: Capabilities) {
  const { t } = useWords();
  return (
    <table className={classes.matrix}>
      <caption className="spoken-only">{t("capabilities.table")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("capabilities.what")}</th>
          {items.map(({ connector, name, isOwn }) => (
            <th key={connector} scope="col">
              {name}
              {isOwn && <span className="quiet small">{t("capabilities.own")}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {operations.map(({ name, label }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            {items.map(({ connector, offers }) => (
              <Cell key={connector} evidence={offers.find(({ operation }) => operation === name)?.evidence} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Evidence = Capabilities["items"][number]["offers"][number]["evidence"];

function Cell({ evidence }: { readonly evidence: Evidence | undefined }) {
  const { t } = useWords();
  if (evidence !== undefined) return <td data-evidence={evidence}>{t(`capabilities.${evidence}`)}</td>;
  return (
    <td>
      <span className="quiet" aria-hidden="true">
        –
      </span>
      <span className="spoken-only">{t("capabilities.none")}</span>
    </td>
  );
}
