import { useId, useState } from "react";
import { measure, unitWord } from "./item-words.ts";
import { useProgramWords } from "./program-words.ts";
import { quantityFault, quantityTyped, stepped } from "./quantity.ts";
import classes from "./program.module.css";

interface Props {
  readonly item: {
    readonly orderUnitCode: string;
    readonly minimum: string | null;
    readonly multiple: string | null;
  };
  readonly quantity: string;
  /** Only what is a quantity; null while it is none. */
  readonly onChange: (quantity: string | null) => void;
  /** Beside others: the name of the article is read out with it. */
  readonly of?: string;
}

const shown = (quantity: string): string => quantity.replace(".", ",");

/** How many, by typing or one step at a time; says what the supplier asks. */
export function QuantityField({ item, quantity, onChange, of }: Props) {
  const { t, format } = useProgramWords();
  const [typed, setTyped] = useState(shown(quantity));
  const field = useId();
  const said = useId();
  const now = quantityTyped(typed);
  const take = (text: string): void => {
    setTyped(text);
    onChange(quantityTyped(text));
  };
  const step = (direction: 1 | -1): void => take(shown(stepped(now ?? quantity, item, direction)));
  const fault = now === null ? "quantity" : quantityFault(now, item);
  const limit = (fault === "minimum" ? item.minimum : item.multiple) ?? "1";
  const name = of === undefined ? "" : ` ${of}`;
  return (
    <div className={classes.quantity}>
      <label htmlFor={field}>
        {t("program.item.quantity", { unit: unitWord(t, item.orderUnitCode) })}
        <span className="spoken-only">{name}</span>
      </label>
      <button
        type="button"
        className={classes.step}
        aria-label={t("program.item.less") + name}
        onClick={() => step(-1)}
      >
        −
      </button>
      <input
        id={field}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        aria-invalid={now === null}
        aria-describedby={fault === null ? undefined : said}
        onChange={({ currentTarget }) => take(currentTarget.value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <button type="button" className={classes.step} aria-label={t("program.item.more") + name} onClick={() => step(1)}>
        +
      </button>
      {fault !== null && (
        <p id={said} className={fault === "quantity" ? classes.fault : classes.warning}>
          {fault === "quantity"
            ? t("program.fault.quantity")
            : t(`program.fault.${fault}`, { quantity: measure(t, format, limit, item.orderUnitCode) })}
        </p>
      )}
    </div>
  );
}
