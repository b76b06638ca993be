import "#dashboard/parts/ticks.css";
import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { ChoiceGroup } from "#dashboard/screens/couplings/choice-group.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { warehouseUses, type SafetyRow, type StockPart } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";

interface Props extends PartProps {
  /** What a new product begins with; else what stock is kept at. */
  readonly isOfProducts: boolean;
}

/** Which warehouses count, and what is kept back for sale elsewhere. */
export function StockFields({ isOfProducts, catalogue, form, change, faults, choices }: Props) {
  const { t } = useWords();
  const { sourceName: source, targetName: shop } = catalogue;
  const { stock } = form;
  const set = (part: Partial<StockPart>): void => change({ stock: { ...stock, ...part } });
  const place = isOfProducts ? "settings.stock" : "settings";
  const warehouses = choices?.warehouses ?? null;
  return (
    <fieldset className={classes.section}>
      <legend>{t(isOfProducts ? "catalogue.part.stock" : "catalogue.stockOf", { shop })}</legend>
      {isOfProducts && <p className="quiet">{t("catalogue.stockHow")}</p>}
      <ChoiceGroup
        label={t("catalogue.warehouses")}
        value={stock.use}
        options={warehouseUses.map((value) => ({ value, label: t(`catalogue.warehouses.${value}`, { source }) }))}
        choose={(use) => set({ use })}
      />
      {stock.use === "chosen" &&
        (warehouses === null ? (
          <Textarea
            label={t("catalogue.warehouseCodes")}
            rows={3}
            spellCheck={false}
            value={stock.ids.join("\n")}
            error={faults.at(`${place}.warehouses.ids`)}
            onChange={({ currentTarget }) =>
              set({ ids: currentTarget.value === "" ? [] : currentTarget.value.split("\n").map((id) => id.trim()) })
            }
          />
        ) : (
          <Checkbox.Group
            label={t("catalogue.warehousesChosen")}
            value={[...stock.ids]}
            error={faults.at(`${place}.warehouses.ids`)}
            onChange={(ids) => set({ ids })}
          >
            <div className={classes.options}>
              {[
                ...warehouses,
                ...stock.ids.filter((id) => !warehouses.some((one) => one.id === id)).map((id) => ({ id, name: id })),
              ].map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name === id ? id : `${id} · ${name}`} />
              ))}
            </div>
          </Checkbox.Group>
        ))}
      <TextInput
        classNames={{ wrapper: classes.short ?? "" }}
        label={t("catalogue.safety")}
        description={t("catalogue.safetyHelp", { shop })}
        inputMode="decimal"
        value={stock.safety}
        error={faults.at(`${place}.safety`)}
        onChange={({ currentTarget }) => set({ safety: currentTarget.value })}
      />
      <SafetyRows
        rows={stock.safetyOf}
        change={(safetyOf) => set({ safetyOf })}
        faultAt={(code) => faults.at(`${place}.safetyOf.${code}`)}
      />
      <Checkbox
        label={t("catalogue.wholeNumbers")}
        checked={stock.wholeNumbers}
        onChange={({ currentTarget }) => set({ wholeNumbers: currentTarget.checked })}
      />
    </fieldset>
  );
}

interface SafetyProps {
  readonly rows: readonly SafetyRow[];
  readonly change: (rows: readonly SafetyRow[]) => void;
  readonly faultAt: (code: string) => string | null;
}

/** Kept back of one item, instead of what is kept back of all. */
function SafetyRows({ rows, change, faultAt }: SafetyProps) {
  const { t } = useWords();
  return (
    <>
      {rows.length > 0 && (
        <div className={classes.rows}>
          {rows.map((row, at) => (
            <div key={at} className={classes.row} role="group" aria-label={row.code || t("catalogue.newSafety")}>
              <TextInput
                label={t("catalogue.code")}
                maxLength={200}
                spellCheck={false}
                value={row.code}
                onChange={({ currentTarget }) => change(rows.with(at, { ...row, code: currentTarget.value }))}
              />
              <TextInput
                label={t("catalogue.safety")}
                inputMode="decimal"
                value={row.amount}
                error={faultAt(row.code.trim())}
                onChange={({ currentTarget }) => change(rows.with(at, { ...row, amount: currentTarget.value }))}
              />
              <Button
                variant="subtle"
                aria-label={t("mappings.named", { what: t("catalogue.button.remove"), value: row.code })}
                onClick={() => change(rows.toSpliced(at, 1))}
              >
                {t("catalogue.button.remove")}
              </Button>
            </div>
          ))}
        </div>
      )}
      <div>
        <Button variant="default" onClick={() => change([...rows, { code: "", amount: "" }])}>
          {t("catalogue.button.safety")}
        </Button>
      </div>
    </>
  );
}
