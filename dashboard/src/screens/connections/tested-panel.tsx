import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CheckLines } from "./check-panel.tsx";
import { shopSetupQuery } from "./connection-queries.ts";
import type { Connection, ShopSetup } from "./connection-state.ts";
import classes from "./shop-steps.module.css";

type Right = NonNullable<ShopSetup["test"]>["rights"][number];

/** The last test of a system without webhooks to set up, and what its account needs. */
export function TestedPanel({ connection }: { readonly connection: Connection }) {
  const { t } = useWords();
  const { data: setup } = useQuery(shopSetupQuery(useApi(), connection.id));
  const test = setup?.test ?? null;
  if (test === null) return null;
  const rightsOf = (kind: Right["kind"]) => test.rights.filter((right) => right.kind === kind);
  return (
    <>
      <section className={panel.panel}>
        <h2>{t("check.lines")}</h2>
        <CheckLines test={test} />
      </section>
      {test.rights.length > 0 && (
        <section className={`${panel.panel} ${classes.rights}`}>
          <h2>{t("rights.title", { system: connection.name })}</h2>
          {connection.account !== "" && <p>{t("rights.company", { account: connection.account })}</p>}
          <h3>{t("rights.scopes")}</h3>
          <RightLines rights={rightsOf("scope")} />
          <h3>{t("rights.roles")}</h3>
          <p className="quiet small">{t("rights.rolesHelp")}</p>
          <RightLines rights={rightsOf("role")} />
        </section>
      )}
    </>
  );
}

function RightLines({ rights }: { readonly rights: readonly Right[] }) {
  const { t } = useWords();
  return (
    <ul className={classes.lines}>
      {rights.map(({ name, proved }) => (
        <li key={name}>
          <StateShape look={proved === null ? "unknown" : proved ? "done" : "act"} />
          <p className={classes.right}>
            {name}{" "}
            <span className="quiet">
              – {t(proved === null ? "rights.unseen" : proved ? "rights.proved" : "rights.missing")}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
