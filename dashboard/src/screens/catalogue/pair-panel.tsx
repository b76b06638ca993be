import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Overview } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { lookOf as orderLook, wordOf } from "#dashboard/screens/couplings/coupling-state.ts";
import table from "#dashboard/screens/couplings/couplings.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./catalogue.module.css";
import { lookOf, stateOf, type Catalogue, type CatalogueKind } from "./catalogue-state.ts";
import { SwitchButton } from "./catalogue-switch.tsx";
import { modulesOf, type OrdersThere, type Pair } from "./pairs.ts";
import { PairSettings } from "./pair-settings.tsx";
import { countOf } from "./record-groups.ts";

interface Props {
  readonly pair: Pair;
  readonly catalogues: readonly Catalogue[];
  readonly orders: OrdersThere;
  /** Of the orders of this pair. */
  readonly line: Overview["couplings"][number] | undefined;
}

/** All modules between a package and a shop, each on or off by itself (C3). */
export function PairPanel({ pair, catalogues, orders, line }: Props) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { sourceName: source, targetName: shop } = pair;
  const title = t("catalogue.pair", { source, shop });
  return (
    <section className={`${panel.panel} ${classes.stack}`} aria-label={title}>
      <h2>{title}</h2>
      <div className={table.box}>
        <table className={table.table}>
          <caption className="spoken-only">{t("catalogue.pairCaption", { source, shop })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("couplings.state")}</th>
              <th scope="col">{t("catalogue.module")}</th>
              <th scope="col">{t("catalogue.last")}</th>
              <th scope="col">
                <span className="spoken-only">{t("catalogue.act")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                {line === undefined ? (
                  <StateChip look="unknown">{t("catalogue.notCoupled")}</StateChip>
                ) : (
                  <StateChip look={orderLook(line.state)}>{t(wordOf(line.state))}</StateChip>
                )}
              </td>
              <td className={table.name}>
                {typeof orders === "object" ? (
                  <Link
                    to="/a/$administration/couplings/$coupling/{-$tab}"
                    params={{ administration, coupling: orders.id }}
                  >
                    {t("catalogue.ordersTo", { source })}
                  </Link>
                ) : (
                  <>
                    {t("catalogue.ordersTo", { source })}
                    <div className="quiet small">
                      {t(orders === "elsewhere" ? "catalogue.ordersElsewhere" : "catalogue.ordersFree", { shop })}
                    </div>
                  </>
                )}
              </td>
              <td data-label={t("catalogue.last")} colSpan={2}>
                {line?.lastAt ? format.when(line.lastAt) : "–"}
              </td>
            </tr>
            {modulesOf(pair, catalogues).map(([kind, catalogue]) =>
              catalogue === null ? (
                <FreeModule key={kind} kind={kind} pair={pair} />
              ) : (
                <ModuleRow key={kind} catalogue={catalogue} />
              ),
            )}
          </tbody>
        </table>
      </div>
      <PairSettings pair={pair} />
    </section>
  );
}

function ModuleRow({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, kind, lastRunAt, counts, targetName: shop } = catalogue;
  const state = stateOf(catalogue);
  const held = countOf(counts, "act");
  const name = t(`catalogue.to.${kind}`, { shop });
  return (
    <tr>
      <td>
        <StateChip look={lookOf(state)}>{t(`catalogue.state.${state}`)}</StateChip>
      </td>
      <td className={table.name}>
        <Link to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}" params={{ administration, catalogue: id }}>
          {name}
        </Link>
        {held > 0 && (
          <div className="small">
            <Link
              to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
              params={{ administration, catalogue: id, tab: "records" }}
              search={{ group: "act" }}
            >
              {t("catalogue.heldHere", { count: held })}
            </Link>
          </div>
        )}
      </td>
      <td data-label={t("catalogue.last")}>{lastRunAt === null ? "–" : format.when(lastRunAt)}</td>
      <td>
        <SwitchButton catalogue={catalogue} name={name} />
      </td>
    </tr>
  );
}

/** Made off: nothing is read or written before somebody asks. */
function FreeModule({ kind, pair }: { readonly kind: CatalogueKind; readonly pair: Pair }) {
  const { t } = useWords();
  const { client, administrationId: administration } = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { sourceConnectionId, targetConnectionId, targetName: shop } = pair;
  const name = t(`catalogue.to.${kind}`, { shop });
  const make = useAct(
    () =>
      answered(
        client.POST("/api/catalogue-couplings", {
          body: { kind, sourceConnectionId, targetConnectionId, settings: {} },
        }),
      ),
    ({ id }) => {
      announce(t("couplings.made"));
      void navigate({
        to: "/a/$administration/catalogue-couplings/$catalogue/{-$tab}",
        params: { administration, catalogue: id },
      });
    },
  );
  return (
    <tr>
      <td>
        <StateChip look="unknown">{t("catalogue.notCoupled")}</StateChip>
      </td>
      <td className={table.name}>
        {name}
        <Refused error={make.error} />
      </td>
      <td data-label={t("catalogue.last")}>–</td>
      <td>
        {may("couplings.manage") && (
          <Button
            variant="default"
            size="compact-sm"
            loading={make.isBusy}
            aria-label={t("mappings.named", { what: t("couplings.button.make"), value: name })}
            onClick={() => make.run(undefined)}
          >
            {t("couplings.button.make")}
          </Button>
        )}
      </td>
    </tr>
  );
}
