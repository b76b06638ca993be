import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { decimalMarkOf, readNumber, shownNumber } from "#dashboard/parts/number-input.ts";
import { isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { DeliveredCells, DeliveredHeads } from "#dashboard/screens/supplier-documents/delivered-cells.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Basket, BasketLine } from "./basket-queries.ts";
import type { Choices } from "./use-choices.ts";
import classes from "./baskets.module.css";
import "#dashboard/parts/ticks.css";

/** Recommendation 20: what both sides agreed on, so a word of the supplier. */
const mutuallyDefined = "ZZ";

interface Props {
  readonly basket: Basket;
  readonly choices: Choices;
  readonly isReadOnly: boolean;
}

/** The staged lines: nothing of them is on the document. */
export function BasketTable({ basket, choices, isReadOnly }: Props) {
  const { t } = useWords();
  const { lines, currency } = basket;
  const ticked = lines.filter(({ isTicked }) => isTicked).length;
  return (
    // Where it is wider than its place it is scrolled by finger or arrow keys; on a phone each line is a card.
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("basket.table")}>
      <table className={classes.table}>
        <caption className="spoken-only">{t("basket.table")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                label={<span className={classes.all}>{t("basket.tickAll")}</span>}
                aria-label={t("basket.tickAll")}
                disabled={isReadOnly}
                checked={ticked === lines.length && ticked > 0}
                indeterminate={ticked > 0 && ticked < lines.length}
                onChange={({ currentTarget }) =>
                  choices.choose(lines.map(({ position }) => ({ position, isTicked: currentTarget.checked })))
                }
              />
            </th>
            <th scope="col">{t("basket.code")}</th>
            <th scope="col">{t("line.description")}</th>
            {basket.supplierDocument !== null && <DeliveredHeads />}
            <th scope="col" className={classes.number}>
              {t("line.quantity")}
            </th>
            <th scope="col">{t("basket.unit")}</th>
            <th scope="col" className={classes.number}>
              {t("basket.net")}
            </th>
            <th scope="col" className={classes.number}>
              {t("basket.onDocument")}
            </th>
            <th scope="col" className={classes.number}>
              {t("basket.amount", { currency })}
            </th>
            <th scope="col">{t("basket.inList")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.position} line={line} basket={basket} choices={choices} isReadOnly={isReadOnly} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ line, basket, choices, isReadOnly }: Props & { readonly line: BasketLine }) {
  const { t, format, language } = useWords();
  const units = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const { one: unitName, per } = useUnits();
  const { position, offer, fault } = line;
  // A unit of the supplier that nobody knows is said as the supplier says it.
  const perOf = (quantity: string, code: string): string =>
    code === mutuallyDefined
      ? t("basket.per", { quantity: format.decimal(quantity), unit: line.suppliersUnit || code })
      : per(quantity, code);
  const name = line.description || line.code;
  const isPriceAsked = offer.from === "none" || offer.from === "entered" || isCostOnSale(basket, line);
  const wrong = (field: string): string | null => (line.isTicked && fault?.field === field ? fault.message : null);
  return (
    <tr data-ticked={line.isTicked || undefined}>
      <td className={classes.tick}>
        <Checkbox
          aria-label={t("basket.tick", { name })}
          disabled={isReadOnly}
          checked={line.isTicked}
          onChange={({ currentTarget }) => choices.choose([{ position, isTicked: currentTarget.checked }])}
        />
      </td>
      <td className={`code ${classes.code}`}>{line.code}</td>
      <th scope="row">
        {name}
        {line.note !== "" && <span className="quiet small">{line.note}</span>}
        {line.said !== "" && <span className={classes.wrong}>{line.said}</span>}
        {wrong("vatRate") !== null && <span className={classes.wrong}>{wrong("vatRate")}</span>}
        {line.takenQuantity !== "0" && (
          <span className="quiet small">
            {t("basket.taken", { quantity: format.decimal(line.takenQuantity), unit: unitName(line.unitCode) })}
          </span>
        )}
      </th>
      {basket.supplierDocument !== null && <DeliveredCells line={line} />}
      <td className={classes.number} data-label={t("line.quantity")}>
        <NumberField
          label={t("basket.quantityOf", { name })}
          value={line.quantity}
          isReadOnly={isReadOnly}
          error={wrong("quantity")}
          save={(quantity) => choices.choose([{ position, quantity: quantity ?? "0" }])}
        />
      </td>
      <td data-label={t("basket.unit")}>
        {line.unitCode === "" || wrong("unitCode") !== null ? (
          <NativeSelect
            aria-label={t("basket.unitOf", { name })}
            value={line.unitCode}
            disabled={isReadOnly}
            error={wrong("unitCode") ?? undefined}
            data={[
              { value: "", label: t("basket.chooseUnit", { unit: line.suppliersUnit }) },
              ...units.map(({ code, one }) => ({ value: code, label: one })),
            ]}
            onChange={({ currentTarget }) =>
              currentTarget.value !== "" && choices.choose([{ position, unitCode: currentTarget.value }])
            }
          />
        ) : (
          unitName(line.unitCode)
        )}
      </td>
      <td className={classes.number} data-label={t("basket.net")}>
        {line.net === null ? (
          <span className="quiet">{t("basket.noPrice")}</span>
        ) : (
          <>
            {format.price(line.net)}
            {line.basisQuantity !== null && (
              <span className="quiet small">{perOf(line.basisQuantity, line.basisUnitCode)}</span>
            )}
            {line.costFlags.map((flag) => (
              <span key={flag} className="quiet small">
                {t(`basket.flag.${flag}`)}
              </span>
            ))}
          </>
        )}
      </td>
      <td className={classes.number} data-label={t("basket.onDocument")}>
        {isPriceAsked ? (
          <NumberField
            label={t("basket.priceOf", { name })}
            value={line.enteredPrice ?? ""}
            placeholder={offer.price === null ? "" : offer.price}
            isReadOnly={isReadOnly}
            error={wrong("price")}
            save={(enteredPrice) => choices.choose([{ position, enteredPrice }])}
          />
        ) : (
          offer.price !== null && format.price(offer.price)
        )}
        {isCostOnSale(basket, line) && <span className={classes.note}>{t("basket.noSalesPrice")}</span>}
      </td>
      <td className={classes.number} data-label={t("basket.amount", { currency: basket.currency })}>
        {offer.amount === null ? "" : format.bareAmount(offer.amount)}
      </td>
      <td data-label={t("basket.inList")}>
        {line.item === null ? (
          <span className="quiet">{t(`basket.match.${line.kind === "item" ? line.match : line.kind}`)}</span>
        ) : (
          <>
            <span aria-hidden="true">✓ </span>
            {t("basket.known", { code: line.item.code })}
          </>
        )}
      </td>
    </tr>
  );
}

/** It would be sold for what it costs. */
const isCostOnSale = ({ target }: Basket, { offer }: BasketLine): boolean =>
  target !== null && !isPurchaseKind(target.kind) && offer.from === "cost";

interface NumberProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isReadOnly: boolean;
  readonly error: string | null;
  /** Null: it was emptied. */
  readonly save: (value: string | null) => void;
}

/** Kept when one leaves it; what is no number stands until it is one. */
function NumberField({ label, value, placeholder = "", isReadOnly, error, save }: NumberProps) {
  const { t, language } = useWords();
  const mark = decimalMarkOf(language);
  const shown = value === "" ? "" : shownNumber(value, mark);
  // Null: nobody is typing, and what the hub says stands there.
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const leave = (): void => {
    if (typed === null) return;
    const read = typed.trim() === "" ? null : readNumber(typed, mark);
    const isNumber = typed.trim() === "" || (read !== null && !read.startsWith("-"));
    setWrong(!isNumber);
    if (!isNumber) return;
    setTyped(null);
    if (typed !== shown) save(read);
  };
  return (
    <TextInput
      aria-label={label}
      className={classes.field}
      inputMode="decimal"
      value={typed ?? shown}
      placeholder={placeholder === "" ? "" : shownNumber(placeholder, mark, 2)}
      disabled={isReadOnly}
      error={isWrong ? t("basket.notANumber") : error}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={leave}
      onKeyDown={({ key }) => key === "Enter" && leave()}
    />
  );
}
