import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection, ShopSetup } from "./connection-state.ts";
import classes from "./shop-steps.module.css";
import { useConnectionTest } from "./use-connection-test.ts";

type Test = NonNullable<ShopSetup["test"]>;
const looks = { ok: "done", missing: "act", failed: "failed" } as const;

/** Each thing that was tried on a line of its own: one that failed does not undo the others. */
export function CheckLines({ test }: { readonly test: Test }) {
  const { t, format } = useWords();
  return (
    <>
      <ul className={classes.lines}>
        {test.lines.map(({ what, state, title, text }) => (
          <li key={what}>
            <StateShape look={looks[state]} />
            <div>
              <p>
                {title} <span className={state === "ok" ? "spoken-only" : "quiet"}>– {t(`check.${state}`)}</span>
              </p>
              {text !== "" && <p className="quiet">{text}</p>}
            </div>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t("check.at", { time: format.when(test.at) })}</p>
    </>
  );
}

interface Props {
  readonly connection: Connection;
  readonly setup: ShopSetup;
  /** Its app is on. */
  readonly isOn: boolean;
}

export function CheckPanel({ connection, setup: { test }, isOn }: Props) {
  const { t } = useWords();
  const may = useMay();
  const run = useConnectionTest(connection);
  return (
    <>
      <section className={panel.panel}>
        <h2>{t("check.lines")}</h2>
        {test === null ? <p className="quiet">{t("check.none")}</p> : <CheckLines test={test} />}
        {may("connections.manage") && isOn && (
          <Button
            variant={test === null ? "filled" : "default"}
            mt={12}
            loading={run.isPending}
            onClick={() => run.mutate()}
          >
            {t("connection.button.check")}
          </Button>
        )}
        <Refused error={run.error} />
      </section>
      <NextStep connection={connection} />
    </>
  );
}

/** A shop that is connected does nothing yet: its orders have to become something. */
function NextStep({ connection: { id } }: { readonly connection: Connection }) {
  const { t } = useWords();
  const api = useApi();
  const { data } = useQuery({
    queryKey: api.key("couplings"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/couplings", { signal })),
  });
  if (data === undefined || data.items.some(({ sourceConnectionId }) => sourceConnectionId === id)) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("check.next")}</h2>
      <p>{t("check.couple")}</p>
      <div className={classes.next}>
        <ButtonLink to="/a/$administration/couplings" params={{ administration: api.administrationId }}>
          {t("check.toCouplings")}
        </ButtonLink>
      </div>
    </section>
  );
}
