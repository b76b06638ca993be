import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PriceAnswer, PriceRun } from "./price-run-queries.ts";
import classes from "./price-runs.module.css";
import "#dashboard/parts/ticks.css";

interface Props {
  readonly run: PriceRun;
  readonly rows: readonly PriceAnswer[];
  readonly isReadOnly: boolean;
}

/** What the supplier says beside what we have. A tick is kept by the hub at once, so that it is there when somebody comes back. */
export function AnswerTable({ run, rows, isReadOnly }: Props) {
  const { t } = useWords();
  const api = useApi();
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const tick = useAct(
    ({ code, isTicked }: { readonly code: string; readonly isTicked: boolean }) =>
      answered(
        api.client.POST("/api/price-runs/{runId}/ticks", {
          params: { path: { runId: run.id } },
          body: { codes: [code], isTicked },
        }),
      ),
    () => setChosen(new Map()),
    () => setChosen(new Map()),
  );
  const choose = (code: string, isTicked: boolean): void => {
    setChosen(new Map([[code, isTicked]]));
    tick.run({ code, isTicked });
  };
  return (
    <>
      <Why error={tick.error} />
      {/* Wider than a phone: scrolled by finger or arrow keys. */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("priceRun.table")}>
        <table className={classes.table}>
          <caption className="spoken-only">{t("priceRun.table")}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="spoken-only">{t("priceRun.takeOver")}</span>
              </th>
              <th scope="col">{t("priceRun.code")}</th>
              <th scope="col">{t("line.description")}</th>
              <th scope="col">{t("priceRun.old")}</th>
              <th scope="col">{t("priceRun.new")}</th>
              <th scope="col">{t("priceRun.change")}</th>
              <th scope="col">{t("priceRun.per")}</th>
              <th scope="col">{t("priceRun.margin")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={`${row.code} ${row.line}`}
                row={row}
                isTicked={chosen.get(row.code) ?? row.isTicked}
                isReadOnly={isReadOnly || !row.mayTick}
                choose={(isTicked) => choose(row.code, isTicked)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps {
  readonly row: PriceAnswer;
  readonly isTicked: boolean;
  readonly isReadOnly: boolean;
  readonly choose: (isTicked: boolean) => void;
}

function Row({ row, isTicked, isReadOnly, choose }: RowProps) {
  const { t, format } = useWords();
  const units = useUnits();
  const { administrationId: administration } = useApi();
  const { code, name, oldCost, cost, basis, changePercent, isReview, remarks, supplierItemId } = row;
  const shown = name || code;
  // What the supplier states is said where the cost is something else: of another quantity, or with what comes on top.
  const isSaid =
    basis?.unitCode === row.unitCode &&
    /^1(\.0*)?$/.test(basis.quantity) &&
    basis.net !== null &&
    format.price(basis.net, row.currency) === format.price(cost ?? "0", row.currency);
  return (
    <tr data-ticked={isTicked || undefined}>
      <td className={classes.tick}>
        {row.mayTick && (
          <Checkbox
            aria-label={t("priceRun.tick", { name: shown })}
            disabled={isReadOnly}
            checked={isTicked}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
        )}
      </td>
      <td className={`code ${classes.code}`}>
        {supplierItemId === null ? (
          code
        ) : (
          <Link
            to="/a/$administration/supplier-items/$supplierItem"
            params={{ administration, supplierItem: supplierItemId }}
          >
            {code}
          </Link>
        )}
      </td>
      <th scope="row">
        {shown}
        {remarks.map((remark) => (
          <span key={remark} className={isReview ? classes.review : "quiet small"}>
            {isReview && <StateShape look="act" size={12} />} {remark}
          </span>
        ))}
      </th>
      <td className={`${classes.number} ${classes.old}`} data-label={t("priceRun.old")}>
        {oldCost === null ? "–" : format.cost(oldCost, row.oldCurrency || "EUR")}
      </td>
      <td className={`${classes.number} ${classes.new}`} data-label={t("priceRun.new")}>
        {cost === null ? "–" : format.cost(cost, row.currency)}
      </td>
      <td className={`${classes.number} ${classes.difference}`}>
        {changePercent !== null && <span data-up={!changePercent.startsWith("-")}>{format.change(changePercent)}</span>}
      </td>
      <td className={classes.unit} data-label={t("priceRun.per")}>
        {units.one(row.unitCode)}
        {basis !== null && basis.net !== null && !isSaid && (
          <span className="quiet small">
            {t("priceRun.stated", {
              price: format.price(basis.net, row.currency),
              per: units.per(basis.quantity, basis.unitCode),
            })}
          </span>
        )}
      </td>
      <td className={classes.effects} data-label={t("priceRun.margin")}>
        <Effects row={row} />
      </td>
    </tr>
  );
}

/** What the new cost does to the margin of our own item, and to quotes that are open. */
function Effects({ row: { sales, effect } }: { readonly row: PriceAnswer }) {
  const { t, format } = useWords();
  return (
    <>
      {sales !== null && (
        <span>
          {sales.marginBefore === null
            ? format.percent(sales.marginAfter)
            : t("priceRun.marginFromTo", {
                from: format.percent(sales.marginBefore),
                to: format.percent(sales.marginAfter),
              })}
        </span>
      )}
      {effect !== null && (
        <span className="quiet small">
          {t("priceRun.onQuotes", { count: effect.quotes })} {format.difference(effect.marginChange) ?? ""}
        </span>
      )}
    </>
  );
}
