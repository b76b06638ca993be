import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { documentQuery } from "#dashboard/screens/document/document-query.ts";
import { SalesRuleFields } from "#dashboard/screens/price-lists/sales-rule-fields.tsx";
import { isRuleUnread, noRule, ruleOf } from "#dashboard/screens/price-lists/sales-rule.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isCalm, type PriceRun } from "./price-run-queries.ts";
import classes from "./price-runs.module.css";
import "#dashboard/parts/ticks.css";

/** Where the ticked prices are kept: nothing is written before this button is pressed, and only what is ticked. */
export function ApplyPanel({ run }: { readonly run: PriceRun }) {
  const { t, language } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const order = useQuery({ ...documentQuery(api, run.documentId ?? ""), enabled: run.documentId !== null });
  const isDraft = order.data?.status === "draft";
  const isOnOrder = run.order !== null && run.order.undoneAt === null;
  const [onOrder, setOnOrder] = useState(!isOnOrder);
  const [underSuppliers, setUnderSuppliers] = useState(run.documentId === null);
  const [underPrices, setUnderPrices] = useState(false);
  const [rule, setRule] = useState(noRule);
  const mark = decimalMarkOf(language);
  const takesOrder = run.documentId !== null && isDraft && onOrder;
  const params = { path: { runId: run.id } };
  const apply = useAct(
    async () => {
      const lines =
        takesOrder && order.data !== undefined
          ? await answered(
              api.client.POST("/api/price-runs/{runId}/order", { params, body: { version: order.data.version } }),
            )
          : null;
      if (underSuppliers || underPrices)
        await answered(
          api.client.POST("/api/price-runs/{runId}/apply", {
            params,
            body: { underSuppliers, underPrices, salesRule: underPrices ? ruleOf(rule, mark) : null },
          }),
        );
      return lines;
    },
    (lines) => {
      if (lines !== null) announce(t("priceRun.onOrder", { count: lines.changed }));
      else announce(t("priceRun.isTakenOver", { count: run.ticked }));
      setOnOrder(false);
    },
  );
  const faults = useFaults(apply.error);
  if (!isCalm(run) || run.done === 0) return null;
  const isNowhere = !takesOrder && !underSuppliers && !underPrices;
  const isUnread = underPrices && rule.value.trim() !== "" && isRuleUnread(rule);
  return (
    <section className={panel.panel}>
      <h2>{t("priceRun.takeOver")}</h2>
      <div className={panel.form}>
        <fieldset className={classes.where}>
          <legend>{t("priceRun.where")}</legend>
          {run.documentId !== null && (
            <Checkbox
              label={t("priceRun.scope.order")}
              description={isDraft ? t("priceRun.scope.orderHelp") : t("priceRun.onlyDraft")}
              disabled={!isDraft}
              checked={takesOrder}
              onChange={({ currentTarget }) => setOnOrder(currentTarget.checked)}
            />
          )}
          {may("items.manage") && (
            <>
              <Checkbox
                label={t("priceRun.scope.itemSupplier")}
                checked={underSuppliers}
                onChange={({ currentTarget }) => setUnderSuppliers(currentTarget.checked)}
              />
              <Checkbox
                label={t("priceRun.scope.itemPrice")}
                description={t("priceRun.scope.itemPriceHelp")}
                checked={underPrices}
                onChange={({ currentTarget }) => setUnderPrices(currentTarget.checked)}
              />
            </>
          )}
        </fieldset>
        {underPrices && (
          <SalesRuleFields
            values={rule}
            onChange={setRule}
            fault={faults.at("salesRule")}
            none={t("priceRun.ruleOfItem")}
          />
        )}
        <Why error={apply.error} />
        <div className={panel.buttons}>
          <Button
            loading={apply.isBusy}
            disabled={run.ticked === 0 || isNowhere || isUnread}
            onClick={() => apply.run(undefined)}
          >
            {t("priceRun.applyButton", { count: run.ticked })}
          </Button>
          {run.ticked === 0 && <span className="quiet small">{t("priceRun.tickFirst")}</span>}
          {run.ticked > 0 && isNowhere && <span className="quiet small">{t("priceRun.chooseWhere")}</span>}
        </div>
      </div>
    </section>
  );
}
