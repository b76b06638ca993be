import "#dashboard/parts/ticks.css";
import { Checkbox } from "@mantine/core";
import connectionClasses from "#dashboard/screens/connections/connections.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { directionsFor, includes, offeredTypes, rolesOf, toggled } from "./directions.ts";
import type { Direction } from "./partner-state.ts";
import classes from "./partners.module.css";

interface Props {
  readonly directions: readonly Direction[];
  /** What the partner wants, as it is seen from here; left out while nobody said. */
  readonly theirs?: readonly Direction[];
  readonly change: (directions: readonly Direction[]) => void;
}

/** Who orders from whom decides what goes which way; whoever wants it otherwise chooses per kind of document. */
export function DirectionFields({ directions, theirs, change }: Props) {
  const { t } = useWords();
  const roles = rolesOf(directions);
  return (
    <fieldset className={fields.fields}>
      <legend>{t("partners.ways")}</legend>
      <Checkbox
        label={t("partners.weBuyHere")}
        checked={roles.weBuy}
        onChange={() => change(directionsFor({ ...roles, weBuy: !roles.weBuy }))}
      />
      <Checkbox
        label={t("partners.theyBuyHere")}
        checked={roles.theyBuy}
        onChange={() => change(directionsFor({ ...roles, theyBuy: !roles.theyBuy }))}
      />
      <details className={connectionClasses.fold}>
        <summary>{t("partners.perKind")}</summary>
        <table className={classes.ways}>
          <caption className="spoken-only">{t("partners.ways")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("partners.kind")}</th>
              <th scope="col">{t("partners.weSend")}</th>
              <th scope="col">{t("partners.weReceive")}</th>
            </tr>
          </thead>
          <tbody>
            {offeredTypes.map((docType) => (
              <tr key={docType}>
                <th scope="row">{t(`partners.docType.${docType}`)}</th>
                {(["out", "in"] as const).map((way) => {
                  const isOn = includes(directions, docType, way);
                  const isTheirs = theirs !== undefined && includes(theirs, docType, way);
                  return (
                    <td key={way}>
                      <Checkbox
                        aria-label={t(way === "out" ? "partners.sendNamed" : "partners.receiveNamed", {
                          what: t(`partners.docType.${docType}`),
                        })}
                        checked={isOn}
                        onChange={() => change(toggled(directions, { docType, way }))}
                      />
                      {theirs !== undefined && isOn !== isTheirs && (
                        <span className="quiet small">{t(isOn ? "partners.notTheirs" : "partners.onlyTheirs")}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </fieldset>
  );
}
